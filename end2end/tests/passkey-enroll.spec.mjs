// The first second step is a passkey: made with what the device has, and what is said where the browser or the device can't.
//
// That a page came without TLS can't be tried here: browsers trust localhost without it, and the server refuses to run on another name without it.

import { expect, test } from '../lib/fixtures.mjs';
import { Authenticators, withoutJson, withoutPasskeys, withPatience, withRefusal } from '../lib/passkeys.mjs';
import { Person } from '../lib/person.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { signUpPage } from '../pages/credentials.mjs';
import { PasskeyPage } from '../pages/passkey.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { SecurityPage } from '../pages/security.mjs';

const NOT_SAVED =
  'No passkey was created. You canceled, it took too long, or this device can’t store one: a device needs a screen lock, a security key needs a PIN and free space. Try again, or use a different method if one is available.';
const NOT_SAVED_AT_ONCE =
  'No passkey was created: your browser refused without asking you. This device has no screen lock, or the security key has no PIN, is full or is too old for passkeys (U2F). Set up a screen lock or PIN, use another device or key, or choose a different method if one is available.';
const IN_OUR_WORDS = {
  ConstraintError: /^This device can’t create the passkey we need\. It must verify you/,
  NotSupportedError: /^This device can’t create the passkey we need, because it doesn’t support the key types in use today/,
  NotReadableError: /^Your device or security key couldn’t save the passkey\. A security key may be full/,
  SecurityError: /^Your browser doesn’t allow passkeys at this address/,
  UnknownError: /^Your device or security key couldn’t save the passkey\. A security key may be full/,
};
const UNSUPPORTED = /^This browser doesn’t support passkeys\./;
const IP_ADDRESS = /^Passkeys need a domain name, and this service is opened by its IP address\./;

/** Somebody new, where a passkey is made. */
async function toRegister({ page, people, become }) {
  const person = await people.signedUp();
  await become(person);
  await page.goto('/mfa/choose');
  await new ChoosePage(page).passkey.click();
  await expect(page).toHaveURL('/mfa/passkey');
  return person;
}

test('from sign-up to saved backup codes with only a passkey', { tag: '@postgres' }, async ({ page, server }) => {
  const person = new Person(server);
  const device = await Authenticators.builtIn(page);
  const [passkey, codes, security] = [new PasskeyPage(page), new RecoveryCodesPage(page), new SecurityPage(page)];
  await signUpPage(page).open();
  await signUpPage(page).enter(person);
  await expect(page).toHaveURL('/mfa/choose');
  await new ChoosePage(page).passkey.click();
  await passkey.register.click();
  expect(new Set(await codes.read()).size).toBe(10);
  await codes.acknowledge();
  await expect(page).toHaveURL('/account/security');
  await expect(security.passkeys).toHaveCount(1);
  await expect(security.removes).toHaveCount(1);

  const [kept, ...more] = await device.passkeys();
  expect(more).toEqual([]);
  expect(kept).toMatchObject({ isResidentCredential: true, rpId: 'localhost', userName: person.email });
});

test('refused by the device: it is said, nothing is made, and the button tries again', async ({ page, people, become }) => {
  await toRegister({ page, people, become });
  const device = await Authenticators.builtIn(page);
  const passkey = new PasskeyPage(page);
  await device.refuse();
  await passkey.register.click();
  await expect(passkey.alert).toHaveText(NOT_SAVED_AT_ONCE);
  await expect(passkey.useDifferentMethod).toBeVisible();
  expect(await device.passkeys()).toEqual([]);
  await device.recognise();
  await passkey.register.click();
  await expect(page).toHaveURL('/mfa/recovery-codes');
});

test('while the device waits for its user, it is said what to do, and a second press asks nothing more', async ({ page, people, become }) => {
  await toRegister({ page, people, become });
  const absent = await Authenticators.builtIn(page);
  await absent.leave();
  const passkey = new PasskeyPage(page);
  await passkey.register.click();
  await expect(passkey.waiting).toBeVisible();
  await passkey.register.click({ force: true });
  await expect(passkey.alert).toHaveCount(0);
  await expect(passkey.useDifferentMethod).toBeVisible();
  const key = await Authenticators.securityKey(page);
  await expect(page).toHaveURL('/mfa/recovery-codes');
  expect([await absent.passkeys(), (await key.passkeys()).length]).toEqual([[], 1]);
});

test('nobody answered in time: it is said, and the button tries again', async ({ page, people, become }) => {
  await withPatience(page, 1_000);
  await toRegister({ page, people, become });
  const device = await Authenticators.builtIn(page);
  await device.leave();
  const passkey = new PasskeyPage(page);
  await passkey.register.click();
  await expect(passkey.alert).toHaveText(NOT_SAVED, { timeout: 20_000 });
  await device.comeBack();
  await passkey.register.click();
  await expect(page).toHaveURL('/mfa/recovery-codes');
});

for (const [what, device] of Object.entries({
  'a device that can’t check who is there': { transport: 'internal', verifies: false },
  'a security key without a PIN': { verifies: false },
  'a security key that can’t keep passkeys': { keeps: false },
  'a security key with neither': { verifies: false, keeps: false },
  'an old security key (U2F)': { old: true },
})) {
  test(`${what} makes none, and what it may lack is said`, async ({ page, people, become }) => {
    await toRegister({ page, people, become });
    const key = await Authenticators.securityKey(page, device);
    const passkey = new PasskeyPage(page);
    await passkey.register.click();
    // Chromium doesn't tell it from a user who cancels, but comes back before anybody could.
    await expect(passkey.alert).toHaveText(NOT_SAVED_AT_ONCE);
    await expect(passkey.useDifferentMethod).toBeVisible();
    expect(await key.passkeys()).toEqual([]);
  });
}

for (const [name, words] of Object.entries(IN_OUR_WORDS)) {
  test(`what a browser calls ${name} is said in words`, async ({ page, people, become }) => {
    await withRefusal(page, name);
    await toRegister({ page, people, become });
    const passkey = new PasskeyPage(page);
    await passkey.register.click();
    await expect(passkey.alert).toHaveText(words);
    await expect(passkey.register).toBeEnabled();
    await expect(passkey.useDifferentMethod).toBeVisible();
  });
}

test('a device that has a passkey of the account makes no second one', async ({ page, people, become }) => {
  const person = await people.withPasskey();
  await become(person);
  const device = await Authenticators.builtIn(page, { holds: [person.passkey] });
  const [security, passkey] = [new SecurityPage(page), new PasskeyPage(page)];
  await security.open();
  await security.addPasskey.click();
  await expect(page).toHaveURL('/mfa/passkey');
  await passkey.register.click();
  await expect(passkey.alert).toHaveText(/^This device or password manager already has a passkey for your account/);
  expect(await device.passkeys()).toHaveLength(1);
  await passkey.cancel.click();
  await expect(security.passkeys).toHaveCount(1);
});

test('a browser without passkeys says so and leads to the other method', async ({ page, people, become }) => {
  await withoutPasskeys(page);
  await toRegister({ page, people, become });
  const passkey = new PasskeyPage(page);
  await expect(passkey.alert).toHaveText(UNSUPPORTED);
  await expect(passkey.register).toBeHidden();
  await passkey.useDifferentMethod.click();
  await new ChoosePage(page).authenticatorApp.click();
  await expect(page).toHaveURL('/mfa/totp');
});

test('a browser whose passkeys have no JSON of their own makes one, excludes one and proves one all the same', async ({ page, people, become }) => {
  await withoutJson(page);
  const person = await toRegister({ page, people, become });
  const device = await Authenticators.builtIn(page);
  const [passkey, codes, security] = [new PasskeyPage(page), new RecoveryCodesPage(page), new SecurityPage(page)];
  await passkey.register.click();
  await codes.read();
  await codes.acknowledge();
  await security.addPasskey.click();
  await passkey.register.click();
  await expect(passkey.alert).toHaveText(/already has a passkey/);
  expect(await device.passkeys()).toHaveLength(1);

  await page.context().clearCookies();
  await become(await person.halfSession());
  await page.goto('/mfa');
  await passkey.verify.click();
  await expect(security.heading).toBeVisible();
});

test('where the service has no name but a number, no passkey is offered, and it is said why', async ({ page, startServer, context }) => {
  const server = await startServer();
  await server.restart({ LATCHKEY__SERVER__PUBLIC_ORIGIN: `http://127.0.0.1:${server.port}` });
  server.origin = `http://127.0.0.1:${server.port}`;
  const person = await Person.signedUp(server);
  await context.addCookies(person.client.cookies());
  const [choose, security] = [new ChoosePage(page), new SecurityPage(page)];
  await page.goto(`${server.origin}/mfa/choose`);
  await expect(choose.authenticatorApp).toBeVisible();
  await expect(choose.passkey).toHaveCount(0);
  await expect(page.getByRole('main').getByText(IP_ADDRESS)).toBeVisible();
  await page.goto(`${server.origin}/mfa/passkey`);
  await expect(page).toHaveURL(`${server.origin}/mfa/choose`);

  await person.beginTotp();
  await person.client.post('/mfa/totp', { code: await person.authenticator.next() });
  await person.readCodes();
  await person.acknowledge();
  await context.addCookies(person.client.cookies());
  await page.goto(`${server.origin}/account/security`);
  await expect(page.getByRole('region', { name: 'Passkeys', exact: true }).getByText(IP_ADDRESS)).toBeVisible();
  await expect(security.addPasskey).toHaveCount(0);
  await expect(security.accept).toHaveCount(0);
  // A page that is left while it loads its scripts may complain.
  await page.waitForLoadState('networkidle');
  await page.goto(`${server.origin}/sign-out`);
  await security.signOut.last().click();
  await page.goto(`${server.origin}/sign-in`);
  await expect(new PasskeyPage(page).signIn).toHaveCount(0);
});

test('made again from the choice: a passkey that was not made leaves nothing behind', async ({ page, people, become }) => {
  await toRegister({ page, people, become });
  const [passkey, choose] = [new PasskeyPage(page), new ChoosePage(page)];
  await passkey.useDifferentMethod.click();
  await expect(page).toHaveURL('/mfa/choose');
  await choose.authenticatorApp.click();
  await expect(page).toHaveURL('/mfa/totp');
  await page.goto('/mfa/choose');
  const device = await Authenticators.builtIn(page);
  await choose.passkey.click();
  await passkey.register.click();
  await expect(page).toHaveURL('/mfa/recovery-codes');
  expect(await device.passkeys()).toHaveLength(1);
});

test('without scripts, the page says that it needs them and leads to the other method', async ({ browser, server, people }) => {
  const person = await people.signedUp();
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.origin });
  await context.addCookies(person.client.cookies());
  const page = await context.newPage();
  const [passkey, choose] = [new PasskeyPage(page), new ChoosePage(page)];
  await page.goto('/mfa/choose');
  await choose.passkey.click();
  await expect(page).toHaveURL('/mfa/passkey');
  await expect(passkey.asleep).toBeVisible();
  await expect(passkey.register).toBeHidden();
  await passkey.useDifferentMethod.click();
  await choose.authenticatorApp.click();
  await expect(page).toHaveURL('/mfa/totp');
  await context.close();
});
