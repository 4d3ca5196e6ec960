// What can go wrong on the way: a cut connection, an answer that comes too late, a sign-out meanwhile. It is said, and where a next try can help,
// the button is there for it.

import { expect, test } from '../lib/fixtures.mjs';
import { answerInstead, countCalls, cutAfter, cutBefore } from '../lib/network.mjs';
import { Authenticators, withoutAutofill } from '../lib/passkeys.mjs';
import { Person } from '../lib/person.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { PasskeyPage } from '../pages/passkey.mjs';
import { RecoveryPage } from '../pages/recovery.mjs';
import { SecurityPage } from '../pages/security.mjs';

const UNREACHABLE = 'We couldn’t reach the server. Check your connection and try again.';
const TOO_LATE = 'This took too long or was already completed. Try again.';

/** Somebody at the challenge, with the device that has the passkey. */
async function challenged({ page, people, become }) {
  const person = await people.withPasskey();
  const device = await Authenticators.builtIn(page, { holds: [person.passkey] });
  await become(await person.halfSession());
  await page.goto('/mfa');
  const passkey = new PasskeyPage(page);
  await expect(passkey.verify).toBeVisible();
  return { person, device, passkey };
}

/** The server forgets what it has asked. */
const forget = (server) => server.database.execute('DELETE FROM passkey_ceremony');

test('the connection is cut before the answer arrives: it is said, and the next try is good', async ({ page, people, become, watch }) => {
  const { passkey } = await challenged({ page, people, become });
  watch.tolerateCuts();
  await cutBefore(page, 'passkey/verify/finish');
  await passkey.verify.click();
  await expect(passkey.alert).toHaveText(UNREACHABLE);
  await passkey.verify.click();
  await expect(new SecurityPage(page).heading).toBeVisible();
});

test('the connection is cut before the question arrives: the press asks for it again', async ({ page, people, become, watch }) => {
  const person = await people.withPasskey();
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await become(await person.halfSession());
  watch.tolerateCuts();
  await cutBefore(page, 'passkey/verify/begin');
  await page.goto('/mfa');
  await new PasskeyPage(page).verify.click();
  await expect(new SecurityPage(page).heading).toBeVisible();
});

test('a new passkey whose answer gets lost on the way back is there all the same', async ({ page, context, people, become, watch }) => {
  const person = await people.withPasskey();
  await become(person);
  const [passkey, security] = [new PasskeyPage(page), new SecurityPage(page)];
  const key = await Authenticators.securityKey(page);
  await security.open();
  await security.addPasskey.click();
  await expect(passkey.register).toBeVisible();
  watch.tolerateCuts();
  watch.tolerate(401);
  await cutAfter(page, 'passkey/register/finish');
  await passkey.register.click();
  await expect(passkey.alert).toHaveText(UNREACHABLE);
  expect(await key.passkeys()).toHaveLength(1);

  await context.clearCookies();
  await become(await person.halfSession());
  await page.goto('/mfa');
  await passkey.verify.click();
  await expect(security.passkeys).toHaveCount(2);
});

test('somebody in front of the server answers: it is said', async ({ page, people, become, watch }) => {
  const { passkey } = await challenged({ page, people, become });
  watch.tolerate(502);
  await answerInstead(page, 'passkey/verify/finish', { status: 502, body: '<h1>Bad gateway</h1>' });
  await passkey.verify.click();
  await expect(passkey.alert).toHaveText(UNREACHABLE);
});

test('answered too late: it is said, and the next try is good', async ({ page, people, become, watch, server }) => {
  const { passkey } = await challenged({ page, people, become });
  await page.waitForLoadState('networkidle');
  await forget(server);
  watch.tolerate(409);
  await passkey.verify.click();
  await expect(passkey.alert).toHaveText(TOO_LATE);
  await passkey.verify.click();
  await expect(new SecurityPage(page).heading).toBeVisible();
});

test('signed out meanwhile: it is said', async ({ page, context, people, become, watch }) => {
  const { passkey } = await challenged({ page, people, become });
  await context.clearCookies();
  watch.tolerate(401, 401);
  await passkey.verify.click();
  await expect(passkey.alert).toHaveText('Your session has ended. Sign in again to continue.');
});

test('enrolled in another browser meanwhile: a password alone registers nothing', async ({ page, people, become, watch }) => {
  const person = await people.signedUp();
  await become(await person.halfSession());
  await Authenticators.builtIn(page);
  await page.goto('/mfa/passkey');
  const passkey = new PasskeyPage(page);
  await expect(passkey.register).toBeVisible();
  await page.waitForLoadState('networkidle');
  await person.addPasskey();
  watch.tolerate(403, 403);
  await passkey.register.click();
  await expect(passkey.alert).toBeVisible();
  await page.goto('/mfa');
  await expect(passkey.verify).toBeVisible();
});

test('the button works while the field offers passkeys', async ({ page, people }) => {
  const person = await people.withPasskey();
  const device = await Authenticators.builtIn(page);
  await page.goto('/sign-in');
  await page.waitForLoadState('networkidle');
  await device.take(person.passkey);
  await new PasskeyPage(page).signIn.click();
  await expect(new SecurityPage(page).heading).toBeVisible();
});

test('signed in in another tab meanwhile: this one signs in as well', async ({ page, context, people }) => {
  const person = await people.withPasskey();
  const tabs = [page, await context.newPage()];
  for (const [at, tab] of tabs.entries()) {
    await withoutAutofill(tab);
    // Each tab has an authenticator of its own here; in life it is one, which counts on.
    await (await Authenticators.builtIn(tab)).take(person.passkey, at);
    await tab.goto('/sign-in');
    await expect(new PasskeyPage(tab).signIn).toBeVisible();
    await tab.waitForLoadState('networkidle');
  }
  const [first, second] = tabs.map((tab) => new PasskeyPage(tab));
  await first.signIn.click();
  await expect(new SecurityPage(tabs[0]).heading).toBeVisible();
  await second.signIn.click();
  await expect(new SecurityPage(tabs[1]).heading).toBeVisible();
});

test('the password form works while the field offers passkeys', async ({ page, people }) => {
  const person = await people.withPasskey();
  await (await Authenticators.builtIn(page)).leave();
  await signInPage(page).open();
  await signInPage(page).enter(person);
  await expect(page).toHaveURL('/mfa/passkey');
});

test('pressed twice, one question is asked', async ({ page, people, become }) => {
  const { passkey } = await challenged({ page, people, become });
  const finished = countCalls(page, 'passkey/verify/finish');
  await passkey.verify.dblclick();
  await expect(new SecurityPage(page).heading).toBeVisible();
  expect(finished).toHaveLength(1);
});

test('a disabled account is not signed in by its passkey', async ({ page, people, server, watch }) => {
  const person = await people.withPasskey();
  await withoutAutofill(page);
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await server.database.execute(`UPDATE account SET disabled_at = 1 WHERE email = '${person.email}'`);
  await page.goto('/sign-in');
  watch.tolerate(401);
  await new PasskeyPage(page).signIn.click();
  await expect(new PasskeyPage(page).alert).toBeVisible();
  await expect(page).toHaveURL('/sign-in');
});

test('passkeys switched off by the policy aren’t accepted, and a backup code helps', async ({ page, context, startServer, watch }) => {
  const server = await startServer({}, { stocked: true });
  const person = await Person.of(server, 'withPasskey');
  await withoutAutofill(page);
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  const passkey = new PasskeyPage(page);
  await page.goto(`${server.origin}/sign-in`);
  await expect(passkey.signIn).toBeVisible();
  await page.waitForLoadState('networkidle');
  await server.setPolicy('passkey=false');
  watch.tolerate(403, 403);
  await passkey.signIn.click();
  await expect(passkey.alert).toBeVisible();
  await page.reload();
  await expect(passkey.signIn).toHaveCount(0);

  await context.addCookies((await person.halfSession()).cookies());
  await page.goto(`${server.origin}/mfa`);
  await expect(page.getByRole('heading', { name: 'This method is turned off' })).toBeVisible();
  await expect(passkey.verify).toHaveCount(0);
  await page.getByRole('link', { name: 'Use a backup code' }).click();
  await new RecoveryPage(page).enter(person.codes[0]);
  // In, and on to what is accepted.
  await expect(new ChoosePage(page).authenticatorApp).toBeVisible();
  await expect(new ChoosePage(page).passkey).toHaveCount(0);
});
