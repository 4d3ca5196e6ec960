// Controls that scripts bring to life: that they wake for certain, and what a page says where they don't.

import { violations } from '../lib/axe.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { Authenticators } from '../lib/passkeys.mjs';
import {
  letSleep,
  withExtensions,
  withWasm,
  withWasmOnItsWay,
  withoutFirst,
  withoutIdleTime,
  withoutWasm,
  withoutWebAssembly,
} from '../lib/scripts.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { PasskeyPage } from '../pages/passkey.mjs';
import { Playground } from '../pages/playground.mjs';
import { SecurityPage } from '../pages/security.mjs';

/** What may become of a page's WASM. */
const FAILURES = {
  'there is no WebAssembly': withoutWebAssembly,
  'the WASM is blocked': (page) => withoutWasm(page),
  'the connection for the WASM fails': (page) => withoutWasm(page, 'connectionfailed'),
  'the WASM is missing': (page) => withWasm(page, 404),
  'the server fails with the WASM': (page) => withWasm(page, 500),
  'the WASM is something else': (page) => withWasm(page, 200),
};
const [ONE] = Object.keys(FAILURES);

/** What is written to the console about it. */
const COMPLAINT = /\.wasm|TypeError: Failed to fetch|CompileError|instantiateStreaming|preloaded using link preload/;

for (const [failure, begin] of Object.entries(FAILURES)) {
  test(`${failure}: pages say so at once, and what to do`, async ({ page, context, people, become, watch }) => {
    watch.ignore(COMPLAINT);
    await begin(page);
    // All failures leave the same pages.
    const found = async () => (failure === ONE ? violations(page) : []);
    const [passkey, playground] = [new PasskeyPage(page), new Playground(page)];

    await page.goto('/sign-in');
    await expect(passkey.asleep).toBeVisible();
    await expect(passkey.asleep).toContainText('Sign in with your password');
    await expect(passkey.signIn).toHaveCount(0);
    expect(await found()).toEqual([]);

    // To be proved, by a code or a backup code.
    await become(await (await people.withBoth()).halfSession());
    await page.goto('/mfa/passkey');
    await expect(passkey.asleep).toBeVisible();
    await expect(passkey.asleep).toContainText('use a different method or a backup code');
    await expect(passkey.verify).toHaveCount(0);
    expect(await found()).toEqual([]);
    await passkey.useDifferentMethod.click();
    await new ChoosePage(page).authenticatorApp.click();
    await expect(page).toHaveURL('/mfa/verify');

    // To be made, or something else in its place.
    await context.clearCookies();
    await become(await (await people.signedUp()).halfSession());
    await page.goto('/mfa/passkey');
    await expect(passkey.asleep).toBeVisible();
    await expect(passkey.asleep).toContainText('choose a different method');
    await expect(passkey.register).toHaveCount(0);
    await passkey.useDifferentMethod.click();
    await expect(page).toHaveURL('/mfa/choose');

    // To be added.
    await context.clearCookies();
    await become(await people.withPasskey());
    const security = new SecurityPage(page);
    await security.open();
    await security.addPasskey.click();
    await expect(passkey.asleep).toBeVisible();

    await playground.open();
    await expect(playground.asleep).toBeVisible();
    await expect(playground.opener('manage')).toBeDisabled();
    expect(await found()).toEqual([]);
  });
}

test('the WASM is on its way for long: the page says so, and takes it back', async ({ page, people, become, watch }) => {
  watch.ignore(COMPLAINT);
  const arrive = await withWasmOnItsWay(page);
  const person = await people.withBoth();
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await become(await person.halfSession());
  await page.goto('/mfa/passkey', { waitUntil: 'commit' });
  const passkey = new PasskeyPage(page);
  await expect(passkey.useBackupCode).toBeVisible();
  // Nobody sees or hears of it yet.
  await expect(passkey.asleep).toBeHidden();
  expect(await page.getByRole('main').ariaSnapshot()).not.toContain('scripts');
  const seconds = (await letSleep(page)) / 1000;
  expect(seconds).toBeGreaterThan(3);
  expect(seconds).toBeLessThan(10);
  await expect(passkey.asleep).toBeVisible();
  await arrive();
  await expect(passkey.verify).toBeVisible();
  await expect(passkey.asleep).toHaveCount(0);
  await passkey.verify.click();
  await expect(new SecurityPage(page).heading).toBeVisible();
});

test('the playground’s WASM is on its way for long: the page says so, and takes it back', async ({ page, watch }) => {
  watch.ignore(COMPLAINT);
  const arrive = await withWasmOnItsWay(page);
  await page.goto('/playground', { waitUntil: 'commit' });
  const playground = new Playground(page);
  await expect(playground.opener('manage')).toBeDisabled();
  await expect(playground.asleep).toBeHidden();
  await letSleep(page);
  await expect(playground.asleep).toBeVisible();
  await arrive();
  await expect(playground.opener('manage')).toBeEnabled();
  await expect(playground.asleep).toBeHidden();
});

test('only without scripts is anything said about them', { tag: '@plain' }, async ({ page, people, become, javaScriptEnabled }) => {
  const [passkey, playground] = [new PasskeyPage(page), new Playground(page)];
  await page.goto('/sign-in');
  await expect(passkey.signIn).toHaveCount(javaScriptEnabled ? 1 : 0);
  await expect(passkey.asleep).toBeVisible({ visible: !javaScriptEnabled });
  await become(await (await people.withPasskey()).halfSession());
  await page.goto('/mfa/passkey');
  await expect(passkey.verify).toHaveCount(javaScriptEnabled ? 1 : 0);
  await expect(passkey.asleep).toBeVisible({ visible: !javaScriptEnabled });
  await page.goto('/playground');
  if (javaScriptEnabled) await expect(playground.opener('manage')).toBeEnabled();
  await expect(playground.asleep).toBeVisible({ visible: !javaScriptEnabled });
});

test('without WebAssembly a sign-in with a password and a code goes its way', async ({ page, people }) => {
  await withoutWebAssembly(page);
  const person = await people.enrolled();
  await signInPage(page).open();
  await signInPage(page).enter(person);
  await expect(page).toHaveURL('/mfa/verify');
  await page.getByRole('textbox', { name: 'Verification code', exact: true }).fill(await person.authenticator.next());
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(new SecurityPage(page).heading).toBeVisible();
});

test.describe('a page that is never idle', () => {
  test.beforeEach(({ page }) => withoutIdleTime(page));

  test('wakes the passkey’s button', async ({ page }) => {
    await page.goto('/sign-in');
    await expect(new PasskeyPage(page).signIn).toBeVisible();
  });

  test('wakes the playground', async ({ page }) => {
    const playground = new Playground(page);
    await playground.open();
    await playground.show('choose');
  });
});

test.describe('extensions put nodes into the page', () => {
  test.beforeEach(({ page }) => withExtensions(page));

  test('all panels of the playground wake', async ({ page, people, become }) => {
    await become(await people.enrolled());
    const playground = new Playground(page);
    await playground.open();
    for (const panel of await page.locator('.play-controls').all()) await expect(panel).toBeEnabled();
    await expect(playground.log.clear).toBeEnabled();
    await expect(playground.asleep).toBeHidden();
    await playground.methods.press('get');
    await expect(playground.methods.result).toHaveText('ok: 1 devices, 0 passkeys, any_verified: true');
    await playground.show('manage');
  });

  test('the passkey’s button wakes', async ({ page, people, become }) => {
    const person = await people.withPasskey();
    await Authenticators.builtIn(page, { holds: [person.passkey] });
    await become(await person.halfSession());
    await page.goto('/mfa/passkey');
    await new PasskeyPage(page).verify.click();
    await expect(new SecurityPage(page).heading).toBeVisible();
  });
});

test('a panel that fails takes none along, and the page says so', async ({ page, people, become, watch }) => {
  watch.ignore(/RuntimeError|panicked|hydration error|no fieldset today/);
  await withoutFirst(page, 'fieldset');
  await become(await people.enrolled());
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.asleep).toBeVisible();
  await playground.methods.press('get');
  await expect(playground.methods.result).toHaveText('ok: 1 devices, 0 passkeys, any_verified: true');
  await expect(playground.auth.state).toHaveText(/^user: /);
});
