// Wrong codes in a dialog, and their limits: they are said in the dialog, and the way on is one press away.

import { expect, test } from '../lib/fixtures.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { openDialog } from '../pages/playground.mjs';

test('the same words for a second wrong code are announced again', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const { verify } = await openDialog(page, become, await person.halfSession(), 'verify');
  const [first, second] = await person.authenticator.wrong(2);
  watch.tolerate(401, 401);
  await verify.enter(first);
  const alert = await verify.alert.elementHandle();
  await verify.enter(second);
  await expect.poll(() => alert.evaluate((element) => element.isConnected)).toBe(false);
  await expect(verify.alert).toHaveCount(1);
});

test('what is not six digits is no guess', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const { verify } = await openDialog(page, become, await person.halfSession(), 'verify');
  watch.tolerate(422);
  await verify.enter('12345');
  await verify.verify.click();
  await expect(verify.alert).toContainText('six digits');
});

test('the limit is said with its countdown, and after the wait the right code gets in', async ({ page, people, server, become, watch }) => {
  const person = await people.enrolled();
  await server.database.execute(`UPDATE account SET guesses = 8 WHERE email = '${person.email}'`);
  const playground = await openDialog(page, become, await person.halfSession(), 'verify');
  const { verify } = playground;
  watch.tolerate(401, 401, 429);
  for (const code of await person.authenticator.wrong(2)) {
    const answer = page.waitForResponse('**/totp/verify');
    await verify.enter(code);
    await answer;
    await expect(verify.alert).toContainText('wrong or was already used');
  }
  const code = await person.authenticator.next();
  await verify.enter(code);
  await expect(verify.alert).toHaveText('Too many wrong codes. No code is accepted for now.');
  await expect(verify.timer).toHaveText(/^1[45]:\d\d$/);
  const before = await verify.timer.innerText();
  await expect(verify.timer).not.toHaveText(before, { timeout: 3_000 });

  await person.waitOut();
  await verify.enter(code);
  await playground.expectClosed();
  await expect(playground.said).toHaveText('Confirmed.');
});

test('a wait is told before a code is typed, and its end is announced', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  await person.exhaust();
  await page.clock.install();
  watch.tolerate(429);
  const playground = await openDialog(page, become, await person.halfSession(), 'verify');
  await expect(playground.verify.alert).toHaveText('Too many wrong codes. No code is accepted for now.');
  await expect(playground.verify.timer).toHaveText(/^1[45]:\d\d$/);
  await person.waitOut();
  await page.clock.fastForward('15:01');
  await expect(playground.verify.root.getByRole('status').filter({ hasText: 'You can try again now.' })).toBeVisible();
  await expect(playground.verify.timer).toBeHidden();
  await playground.verify.enter(await person.authenticator.next());
  await playground.expectClosed();
});

test('one wait for codes of both kinds', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  await person.exhaust();
  watch.tolerate(429, 429);
  const playground = await openDialog(page, become, await person.halfSession(), 'backupCode');
  await expect(playground.backupCode.alert).toHaveText('Too many wrong codes. No code is accepted for now.');
  await expect(playground.backupCode.timer).toBeVisible();
  // The words are the same as before.
  const refusal = page.waitForResponse((response) => response.status() === 429);
  await playground.backupCode.enter(person.codes[0]);
  await refusal;
  await expect(playground.backupCode.alert).toHaveText('Too many wrong codes. No code is accepted for now.');
  await person.waitOut();
  await playground.backupCode.enter(person.codes[0]);
  await playground.expectClosed();
});

test('five wrong codes end the challenge, and the way on is to sign in again', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  const playground = await openDialog(page, become, client, 'verify');
  const { verify } = playground;
  for (const code of await person.authenticator.wrong(5)) must401(await client.post('/mfa/verify', { code }));
  watch.tolerate(429, 401);
  await verify.enter(await person.authenticator.at(0));
  await expect(verify.alert).toContainText('Too many wrong codes');
  await expect(verify.field).toHaveCount(0);
  await verify.button('Sign in again').click();
  await expect(page).toHaveURL('/sign-in?next=%2Fplayground');
  await signInPage(page).enter(person);
  await new CodeEntry(page).enter(await person.authenticator.next());
  await expect(page).toHaveURL('/playground');
});

test('too many wrong first codes end the QR code, and the way on is another one', async ({ page, people, become, watch }) => {
  const person = await people.pending();
  const playground = await openDialog(page, become, person.client, 'scan');
  const { scan, choose } = playground;
  const secret = await scan.readSecret();
  const codes = await person.authenticator.wrong(12);
  let status = 401;
  for (const code of codes) {
    if (status === 429) break;
    status = (await person.client.post('/mfa/totp', { code })).status;
  }
  expect(status).toBe(429);
  watch.tolerate(429);
  await scan.enter(await person.authenticator.next());
  await expect(scan.alert).toContainText('Start over to get a new one');
  await scan.button('Start over').click();
  await choose.authenticatorApp.click();
  await expect(scan.qr).toBeVisible();
  expect(await scan.readSecret()).not.toBe(secret);
});

test('a wrong backup code, and then a right one', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await openDialog(page, become, await person.halfSession(), 'backupCode');
  const { backupCode } = playground;
  watch.tolerate(422, 401);
  await backupCode.enter('1234');
  await expect(backupCode.alert).toContainText('five groups of four');
  await backupCode.enter(`${person.codes[0].slice(0, -4)}2222`);
  await expect(backupCode.alert).toContainText('wrong or was already used');
  await backupCode.enter(person.codes[0]);
  await playground.expectClosed();
});

const must401 = ({ status }) => expect(status).toBe(401);
