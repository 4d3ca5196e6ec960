// In by a passkey: after the password, in its place by the button, or from what the browser offers in the field.

import { cookieKind } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { FULL, HALF } from '../lib/person.mjs';
import { Authenticators, hearSignals, withoutAutofill, withoutPasskeys } from '../lib/passkeys.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { PasskeyPage } from '../pages/passkey.mjs';
import { RecoveryPage } from '../pages/recovery.mjs';
import { SecurityPage } from '../pages/security.mjs';

const NOT_USED_AT_ONCE =
  'No passkey was used: your browser refused without asking you. This device or security key has no passkey for this account, or it can’t verify that it’s you. Use the device that has your passkey, or a different method if one is available.';
const UNKNOWN = 'This passkey doesn’t belong to this account or was removed. Use another passkey or a different method if one is available.';

/** A device with somebody's passkey, in a browser that waits for the button. */
async function deviceOf(page, person) {
  await withoutAutofill(page);
  return Authenticators.builtIn(page, { holds: [person.passkey] });
}

/** Takes the only passkey away behind the browser's back, which an app makes possible. */
async function removePasskey(person) {
  const { text } = await person.client.get('/account/security');
  const [path] = /\/account\/passkeys\/[^/"]+\/remove/.exec(text);
  expect((await person.client.post(path)).location).toBe('/account/security');
}

test('the password, then the passkey', async ({ page, people }) => {
  const person = await people.withPasskey();
  await deviceOf(page, person);
  await signInPage(page).open();
  await signInPage(page).enter(person);
  await expect(page).toHaveURL('/mfa/passkey');
  await new PasskeyPage(page).verify.click();
  await expect(new SecurityPage(page).heading).toBeVisible();
});

test('the passkey alone, by the button: no challenge comes after it', async ({ page, people }) => {
  await deviceOf(page, await people.withPasskey());
  const security = new SecurityPage(page);
  await signInPage(page).open();
  await new PasskeyPage(page).signIn.click();
  await expect(page).toHaveURL('/account/security');
  await expect(security.heading).toBeVisible();
  await page.goto('/mfa');
  await expect(page).toHaveURL('/account/security');
  await security.newCodes.click();
  await expect(page, 'it was proved just now').toHaveURL('/mfa/recovery-codes');
});

test('the passkey alone, from what the browser offers in the field', async ({ page, people }) => {
  const person = await people.withPasskey();
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await page.goto('/sign-in');
  await expect(page).toHaveURL('/account/security');
  await expect(new SecurityPage(page).heading).toBeVisible();
});

test('the field says that it takes a passkey', async ({ page }) => {
  await signInPage(page).open();
  await expect(signInPage(page).email).toHaveAttribute('autocomplete', /^(username|email) webauthn$/);
});

test('it goes on to where the visitor wants to go, from the field and by the button', async ({ page, context, people }) => {
  const person = await people.withPasskey();
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await page.goto('/sign-in?next=/playground');
  await expect(page).toHaveURL('/playground');

  await context.clearCookies();
  await withoutAutofill(page);
  await page.goto('/sign-in?next=/playground');
  await new PasskeyPage(page).signIn.click();
  await expect(page).toHaveURL('/playground');
});

test('it leads to no other site', async ({ page, people, server }) => {
  await deviceOf(page, await people.withPasskey());
  for (const next of ['//evil.example', 'https://evil.example/', 'javascript:alert(1)', '/\\evil.example']) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await new PasskeyPage(page).signIn.click();
    await expect(page).toHaveURL(`${server.origin}/account/security`);
  }
});

test('with the password accepted, the passkey alone still signs in', async ({ page, people, become }) => {
  const person = await people.withBoth();
  await deviceOf(page, person);
  await become(await person.halfSession());
  await signInPage(page).open();
  await new PasskeyPage(page).signIn.click();
  await expect(new SecurityPage(page).heading).toBeVisible();
  const sessions = (await page.context().cookies()).map(({ name }) => cookieKind(name)).filter((name) => [FULL, HALF].includes(name));
  expect(sessions).toEqual([FULL]);
});

test("whose password was accepted isn't whose passkey it is: the passkey decides", async ({ page, people, become }) => {
  const [one, other] = [await people.enrolled(), await people.withPasskey()];
  await deviceOf(page, other);
  await become(await one.halfSession());
  await signInPage(page).open();
  await new PasskeyPage(page).signIn.click();
  await expect(page.getByRole('main')).toContainText(other.email);
});

test("somebody else's passkey does not pass the challenge", async ({ page, people, become }) => {
  const [person, other] = [await people.withPasskey(), await people.withPasskey()];
  await deviceOf(page, other);
  await become(await person.halfSession());
  await page.goto('/mfa');
  await new PasskeyPage(page).verify.click();
  await expect(new PasskeyPage(page).alert).toHaveText(NOT_USED_AT_ONCE);
  const answer = await other.passkey.use(await person.halfSession());
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([401, 'passkey_unknown']);
});

for (const { where, reach, button } of [
  { where: 'at sign-in', reach: ({ page }) => page.goto('/sign-in'), button: 'signIn' },
  {
    where: 'at the challenge',
    reach: async ({ page, become, person }) => {
      await become(await person.halfSession());
      await page.goto('/mfa');
    },
    button: 'verify',
  },
]) {
  test(`not recognised ${where}: it is said, and the next try is good`, async ({ page, people, become }) => {
    const person = await people.withPasskey();
    const device = await deviceOf(page, person);
    const passkey = new PasskeyPage(page);
    await reach({ page, become, person });
    await device.refuse();
    await passkey[button].click();
    await expect(passkey.alert).toHaveText(NOT_USED_AT_ONCE);
    await device.recognise();
    await passkey[button].click();
    await expect(new SecurityPage(page).heading).toBeVisible();
  });
}

test('a passkey that was removed says so in words, and the browser is told to forget it', async ({ page, people, watch }) => {
  const person = await people.withBoth();
  await deviceOf(page, person);
  const heard = await hearSignals(page);
  await removePasskey(person);
  const passkey = new PasskeyPage(page);
  await signInPage(page).open();
  watch.tolerate(401);
  await passkey.signIn.click();
  await expect(passkey.alert).toHaveText(UNKNOWN);
  expect(heard).toEqual([['signalUnknownCredential', { rpId: 'localhost', credentialId: person.passkey.id.toString('base64url') }]]);
  await signInPage(page).enter(person);
  await expect(page).toHaveURL('/mfa/verify');
});

test('at the challenge no browser is told to forget a passkey, which may be somebody else’s', async ({ page, people, become, watch }) => {
  const person = await people.withBoth();
  await deviceOf(page, person);
  const heard = await hearSignals(page);
  await become(await person.halfSession());
  await page.goto('/mfa/passkey');
  await page.waitForLoadState('networkidle');
  await removePasskey(person);
  watch.tolerate(401);
  watch.tolerate(409);
  await new PasskeyPage(page).verify.click();
  await expect(new PasskeyPage(page).alert).toHaveText(UNKNOWN);
  expect(heard).toEqual([]);
});

test('without passkeys in the browser the sign-in is as it was', async ({ page, people }) => {
  const person = await people.withBoth();
  await withoutPasskeys(page);
  await signInPage(page).open();
  await expect(page.locator('leptos-island').first()).toBeAttached();
  await expect(new PasskeyPage(page).signIn).toBeHidden();
  await expect(new PasskeyPage(page).alert).toHaveCount(0);
  await signInPage(page).enter(person);
  await expect(page).toHaveURL(/\/mfa\/(passkey|verify)$/);
});

test('without scripts the sign-in is as it was, and a passkey isn’t spoken of', async ({ browser, server, people }) => {
  const person = await people.enrolled();
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.origin });
  const page = await context.newPage();
  await signInPage(page).open();
  await expect(new PasskeyPage(page).signIn).toBeHidden();
  await expect(page.getByRole('main')).not.toContainText(/^or$/m);
  await signInPage(page).enter(person);
  await expect(page).toHaveURL('/mfa/verify');
  await context.close();
});

test('the method that was used last comes first at the challenge, and leads to the other', async ({ page, context, people, become }) => {
  const person = await people.withBoth();
  await deviceOf(page, person);
  const [passkey, entry, choose, security] = [new PasskeyPage(page), new CodeEntry(page), new ChoosePage(page), new SecurityPage(page)];
  const challenged = async () => {
    await context.clearCookies();
    await become(await person.halfSession());
    await page.goto('/mfa');
  };

  await challenged();
  await expect(page).toHaveURL('/mfa/passkey');
  await passkey.useDifferentMethod.click();
  await expect(page).toHaveURL('/mfa/choose');
  await expect(choose.passkey).toBeVisible();
  await expect(choose.useBackupCode).toBeVisible();
  await choose.authenticatorApp.click();
  await expect(page).toHaveURL('/mfa/verify');
  await entry.enter(await person.authenticator.next());
  await expect(security.heading).toBeVisible();

  await challenged();
  await expect(page).toHaveURL('/mfa/verify');
  await entry.useDifferentMethod.click();
  await choose.passkey.click();
  await expect(page).toHaveURL('/mfa/passkey');
  await passkey.verify.click();
  await expect(security.heading).toBeVisible();

  await challenged();
  await expect(page).toHaveURL('/mfa/passkey');
});

test('a backup code signs in whose only passkey is lost', async ({ page, people }) => {
  const person = await people.withPasskey();
  await signInPage(page).open();
  await signInPage(page).enter(person);
  await expect(page).toHaveURL('/mfa/passkey');
  await new PasskeyPage(page).useBackupCode.click();
  await expect(page).toHaveURL('/mfa/recovery');
  await new RecoveryPage(page).enter(person.codes[0]);
  await expect(page.getByRole('main')).toContainText('You used a backup code. You have 9 left');
});

test('an answer counts once', async ({ people }) => {
  const person = await people.withPasskey();
  const client = await person.halfSession();
  expect((await person.passkey.use(client)).status).toBe(200);
  expect((await client.get('/account/security')).status).toBe(200);
  const again = await person.passkey.repeat(client);
  expect([again.status, JSON.parse(again.text).code]).toEqual([409, 'passkey_ceremony_over']);
});
