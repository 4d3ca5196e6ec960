// The whole flow in dialogs, over a page that is never left: enrolled, signed in again, by the app and by a backup code.

import { Authenticator } from '../lib/authenticator.mjs';
import { cookieKind } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { FULL, Person } from '../lib/person.mjs';
import { signUpPage } from '../pages/credentials.mjs';
import { Playground } from '../pages/playground.mjs';

/** The enrollment, from the choice to the codes that are shown. */
async function enroll(playground) {
  await playground.show('choose');
  await playground.choose.authenticatorApp.click();
  const address = await playground.scan.scan();
  const authenticator = new Authenticator(address.searchParams.get('secret'));
  await playground.scan.enter(await authenticator.next());
  return { authenticator, codes: await playground.codes.read() };
}

const isFull = async (context) => (await context.cookies()).some(({ name }) => cookieKind(name) === FULL);

test('from the sign-up to saved codes, and in again by the app and by a backup code', async ({ page, context, server, become }) => {
  const person = new Person(server);
  const signUp = signUpPage(page);
  await signUp.open();
  await signUp.enter(person);
  await expect(page).toHaveURL('/mfa/choose');
  const playground = new Playground(page);
  await playground.open();
  expect(await isFull(context)).toBe(false);

  const { authenticator, codes } = await enroll(playground);
  expect(await isFull(context)).toBe(true);
  expect(new Set(codes).size).toBe(10);
  await playground.codes.acknowledge();
  await playground.expectClosed();
  await expect(playground.said).toHaveText('Your backup codes are ready to use.');
  await expect(page).toHaveURL('/playground');

  await context.clearCookies();
  await become(await person.halfSession());
  await playground.open();
  await playground.show('verify');
  await playground.verify.enter(await authenticator.next());
  await playground.expectClosed();
  await expect(playground.said).toHaveText('Confirmed.');
  expect(await isFull(context)).toBe(true);

  await context.clearCookies();
  await become(await person.halfSession());
  await playground.open();
  await playground.show('verify');
  await playground.verify.useDifferentMethod.click();
  await playground.choose.useBackupCode.click();
  await playground.backupCode.enter(codes[0].toLowerCase().replaceAll('-', ' '));
  await playground.expectClosed();
  expect(await isFull(context)).toBe(true);
  await playground.show('manage');
  await expect(playground.manage.root).toContainText('9 of 10');
});

test('the QR code, the link and the key to type are one secret', async ({ page, people, become }) => {
  const person = await people.signedUp();
  await become(person);
  const playground = new Playground(page);
  await playground.open();
  await playground.show('scan');
  const address = await playground.scan.scan();
  expect(address.protocol).toBe('otpauth:');
  expect(decodeURIComponent(address.pathname)).toContain(person.email);
  expect(await playground.scan.appLink.getAttribute('href')).toBe(address.href);
  expect(await playground.scan.readSecret()).toBe(address.searchParams.get('secret'));
});

test('a reload at every step finds it again', async ({ page, people, become }) => {
  await become(await people.signedUp());
  const playground = new Playground(page);
  const { choose, scan, codes, manage } = playground;
  await playground.open();
  await playground.show('choose');
  await page.reload();
  await playground.show('choose');
  await choose.authenticatorApp.click();
  const secret = await scan.readSecret();
  await page.reload();
  await playground.show('scan');
  expect(await scan.readSecret()).toBe(secret);
  await scan.enter(await new Authenticator(secret).next());
  const shown = await codes.read();
  await page.reload();
  await playground.show('codes');
  expect(await codes.read()).toEqual(shown);
  await codes.acknowledge();
  await playground.expectClosed();
  await page.reload();
  await playground.show('manage');
  await expect(manage.removes).toHaveCount(1);
});

test("the browser's back button loses nothing", async ({ page, people, become }) => {
  await become(await people.signedUp());
  const playground = new Playground(page);
  const { scan, codes, manage } = playground;
  await page.goto('/');
  await playground.open();
  await playground.show('scan');
  const secret = await scan.readSecret();
  await page.goBack();
  await expect(page).toHaveURL('/');
  await page.goForward();
  await playground.show('scan');
  expect(await scan.readSecret()).toBe(secret);
  await scan.enter(await new Authenticator(secret).next());
  const shown = await codes.read();
  await page.goBack();
  await page.goForward();
  await playground.show('codes');
  expect(await codes.read()).toEqual(shown);
  await codes.acknowledge();
  await playground.expectClosed();
  await page.goBack();
  await page.goForward();
  await playground.show('manage');
  await expect(manage.removes).toHaveCount(1);
});

test('dialogs and pages are one flow: begun in one, it goes on in the other', async ({ page, people, become }) => {
  const person = await people.pending();
  await become(person);
  const playground = new Playground(page);
  await playground.open();
  await playground.show('scan');
  expect(await playground.scan.readSecret()).toBe(person.authenticator.secret);
  await playground.scan.enter(await person.authenticator.next());
  const shown = await playground.codes.read();
  await page.goto('/mfa');
  await expect(page).toHaveURL('/mfa/recovery-codes');
  expect(await page.getByTestId('recovery-code').allInnerTexts()).toEqual(shown);
});

test('the codes are kept in three ways: copied, in a file, on paper', async ({ page, context, people, become }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await become(await people.verified());
  await page.addInitScript(() => {
    globalThis.printed = 0;
    globalThis.print = () => (globalThis.printed += 1);
  });
  const playground = new Playground(page);
  const { codes } = playground;
  await playground.open();
  await playground.show('codes');
  const shown = await codes.read();
  await codes.copy.click();
  await expect(codes.root.getByRole('status').filter({ hasText: /copied/i })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown.join('\n'));

  const [download] = await Promise.all([page.waitForEvent('download'), codes.download.click()]);
  expect(download.suggestedFilename()).toMatch(/\.txt$/);
  await expect(codes.root).toBeVisible();

  await codes.print.click();
  await expect.poll(() => page.evaluate(() => globalThis.printed)).toBe(1);
  await page.emulateMedia({ media: 'print' });
  await expect(codes.codes.first()).toBeVisible();
  await expect(codes.codes.last()).toBeVisible();
  await expect(codes.done).toBeHidden();
  await expect(playground.heading).toBeHidden();
});
