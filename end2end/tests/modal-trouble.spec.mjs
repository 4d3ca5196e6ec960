// What goes wrong while a dialog is open: wrong codes and their limits, a network that fails at any moment, somebody else's answer. It is said
// in the dialog, it can be tried again, and nothing is lost or done twice.

import { expect, test } from '../lib/fixtures.mjs';
import { answerInstead, countCalls, cutAfter, cutBefore, cutBetween, holdBack } from '../lib/network.mjs';
import { must, Person } from '../lib/person.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { Playground } from '../pages/playground.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';

const UNREACHABLE = 'We couldn’t reach the server. Check your connection and try again.';
const BAD_GATEWAY = { status: 502, body: '<!doctype html><title>Bad gateway</title><h1>502</h1>' };

/** Opens the playground in somebody's name, and a dialog on it. */
async function open(page, become, client, modal) {
  await become(client);
  const playground = new Playground(page);
  await playground.open();
  await playground.show(modal);
  return playground;
}

test('a wrong code is said beside the field, which is ready for the next one', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const { verify, ...playground } = await open(page, become, await person.halfSession(), 'verify');
  const [code] = await person.authenticator.wrong();
  watch.tolerate(401);
  await verify.enter(code);
  await expect(verify.alert).toContainText('This code is wrong or was already used.');
  await expect(verify.field).toBeFocused();
  await expect(verify.field).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.type(await person.authenticator.next());
  await expect(playground.dialog).toHaveCount(0);
  await expect(playground.said).toHaveText('Confirmed.');
});

test('the same words for a second wrong code are announced again', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const { verify } = await open(page, become, await person.halfSession(), 'verify');
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
  const { verify } = await open(page, become, await person.halfSession(), 'verify');
  watch.tolerate(422);
  await verify.enter('12345');
  await verify.verify.click();
  await expect(verify.alert).toContainText('six digits');
});

test('the limit is said with its countdown, and after the wait the right code gets in', async ({ page, people, server, become, watch }) => {
  const person = await people.enrolled();
  await server.database.execute(`UPDATE account SET guesses = 8 WHERE email = '${person.email}'`);
  const playground = await open(page, become, await person.halfSession(), 'verify');
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
  await expect(verify.alert).toHaveText('Too many wrong codes.');
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
  const playground = await open(page, become, await person.halfSession(), 'verify');
  await expect(playground.verify.alert).toHaveText('Too many wrong codes.');
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
  const playground = await open(page, become, await person.halfSession(), 'backupCode');
  await expect(playground.backupCode.alert).toHaveText('Too many wrong codes.');
  await expect(playground.backupCode.timer).toBeVisible();
  // The words are the same as before.
  const refusal = page.waitForResponse((response) => response.status() === 429);
  await playground.backupCode.enter(person.codes[0]);
  await refusal;
  await expect(playground.backupCode.alert).toHaveText('Too many wrong codes.');
  await person.waitOut();
  await playground.backupCode.enter(person.codes[0]);
  await playground.expectClosed();
});

test('five wrong codes end the challenge, and the way on is to sign in again', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  const playground = await open(page, become, client, 'verify');
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
  const playground = await open(page, become, person.client, 'scan');
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
  const playground = await open(page, become, await person.halfSession(), 'backupCode');
  const { backupCode } = playground;
  watch.tolerate(422, 401);
  await backupCode.enter('1234');
  await expect(backupCode.alert).toContainText('five groups of four');
  await backupCode.enter(`${person.codes[0].slice(0, -4)}2222`);
  await expect(backupCode.alert).toContainText('wrong or was already used');
  await backupCode.enter(person.codes[0]);
  await playground.expectClosed();
});

test('the connection is cut before a code arrives: said, and the same code gets in', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, await person.halfSession(), 'verify');
  const { verify } = playground;
  const code = await person.authenticator.next();
  watch.tolerateCuts();
  await cutBefore(page, 'totp/verify');
  await verify.enter(code);
  await expect(verify.alert).toHaveText(UNREACHABLE);
  await expect(verify.field).toHaveValue(code);
  await verify.verify.click();
  await playground.expectClosed();
});

test('the answer to a code gets lost on the way: it says to sign in again, and nothing was lost', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const { verify } = await open(page, become, await person.halfSession(), 'verify');
  watch.tolerateCuts();
  await cutAfter(page, 'totp/verify');
  await verify.enter(await person.authenticator.next());
  await expect(verify.alert).toHaveText(UNREACHABLE);
  watch.tolerate(401, 401);
  await verify.verify.click();
  await verify.link('Sign in').click();
  await signInPage(page).enter(person);
  await new CodeEntry(page).enter(await person.authenticator.next());
  await expect(page).toHaveURL('/playground');
  await expectWhole(person, page);
});

test('only the end of the answer to a code gets lost: trying again finds that it is done', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, await person.halfSession(), 'verify');
  watch.tolerateCuts();
  await cutBetween(page, 'totp/verify');
  await playground.verify.enter(await person.authenticator.next());
  await expect(playground.verify.alert).toHaveText(UNREACHABLE);
  await playground.verify.verify.click();
  await playground.expectClosed();
  await expectWhole(person, page);
});

test('the answer to the first code gets lost: one app, and ten codes to save', async ({ page, people, become, watch }) => {
  const person = await people.pending();
  const playground = await open(page, become, person.client, 'scan');
  watch.tolerateCuts();
  await cutAfter(page, 'totp/confirm');
  await playground.scan.enter(await person.authenticator.next());
  await expect(playground.scan.alert).toHaveText(UNREACHABLE);
  watch.tolerate(401, 401);
  await playground.scan.verify.click();
  await playground.scan.link('Sign in').click();
  await signInPage(page).enter(person);
  await new CodeEntry(page).enter(await person.authenticator.next());
  await expect(page.getByTestId('recovery-code'), 'the codes that nobody has seen are shown').toHaveCount(10);
  await new RecoveryCodesPage(page).acknowledge();
  await playground.open();
  await playground.show('manage');
  await expect(playground.manage.renames).toHaveCount(1);
});

test('only the end of the answer to the first code gets lost: trying again leads to the codes', async ({ page, people, become, watch }) => {
  const person = await people.pending();
  const playground = await open(page, become, person.client, 'scan');
  watch.tolerateCuts();
  await cutBetween(page, 'totp/confirm');
  await playground.scan.enter(await person.authenticator.next());
  await expect(playground.scan.alert).toHaveText(UNREACHABLE);
  await playground.scan.verify.click();
  expect(await playground.codes.read()).toHaveLength(10);
  await playground.codes.acknowledge();
  await playground.expectClosed();
  await playground.show('manage');
  await expect(playground.manage.renames).toHaveCount(1);
});

for (const [when, cut] of [['before it arrives', cutBefore], ['after it was done', cutBetween]]) {
  test(`the word that the codes are saved, cut ${when}: said again, it is taken once`, async ({ page, people, become, watch }) => {
    const person = await people.verified();
    const playground = await open(page, become, person.client, 'codes');
    const { codes } = playground;
    const shown = await codes.read();
    watch.tolerateCuts();
    await cut(page, 'recovery/acknowledge');
    await codes.acknowledge();
    await expect(codes.alert).toHaveText(UNREACHABLE);
    await expect(codes.saved).toBeChecked();
    expect(await codes.codes.allInnerTexts()).toEqual(shown);
    await codes.done.click();
    await playground.expectClosed();
    must(await (await person.halfSession()).post('/mfa/recovery', { code: shown[0] }));
  });

  test(`a backup code, cut ${when}: it gets in, and one is spent`, async ({ page, people, become, watch }) => {
    const person = await people.enrolled();
    const playground = await open(page, become, await person.halfSession(), 'backupCode');
    watch.tolerateCuts();
    await cut(page, 'recovery/verify');
    await playground.backupCode.enter(person.codes[0]);
    await expect(playground.backupCode.alert).toHaveText(UNREACHABLE);
    await playground.backupCode.verify.click();
    await playground.expectClosed();
    await playground.show('manage');
    await expect(playground.manage.root).toContainText('9 of 10');
  });
}

test('a proxy answers in HTML: said in our words, and it can be tried again', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, await person.halfSession(), 'verify');
  const { verify } = playground;
  watch.tolerate(502);
  await answerInstead(page, 'totp/verify', BAD_GATEWAY);
  await verify.enter(await person.authenticator.next());
  await expect(verify.alert).toHaveText(UNREACHABLE);
  await verify.verify.click();
  await playground.expectClosed();
});

test('the server fails: said, and it can be tried again', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, await person.halfSession(), 'verify');
  const { verify } = playground;
  for (const body of ['', '{}', '{"unheard_of":1}', '"unavailable"', 'not json']) {
    watch.tolerate(500);
    await answerInstead(page, 'totp/verify', { status: 500, body, contentType: 'application/json' });
    const answer = page.waitForResponse('**/totp/verify');
    await verify.enter('123456');
    await answer;
    await expect(verify.alert, body).toHaveText(/We couldn’t reach the server|Something went wrong on our side/);
    await expect(verify.alert, body).toHaveCount(1);
  }
  await verify.enter(await person.authenticator.next());
  await playground.expectClosed();
});

test('a success that is none of ours is no success', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const { verify } = await open(page, become, await person.halfSession(), 'verify');
  await answerInstead(page, 'totp/verify', { status: 200, body: '<!doctype html><title>Welcome to the hotel</title>' });
  await verify.enter(await person.authenticator.next());
  await expect(verify.alert).toHaveText(UNREACHABLE);
  await expect(verify.field).toBeVisible();
});

for (const [modal, call] of [
  ['manage', 'manage/methods'],
  ['choose', 'flow/status'],
  ['verify', 'flow/begin-challenge'],
  ['backupCode', 'flow/begin-challenge'],
]) {
  test(`"${modal}" can't be loaded: said, with a button that tries again`, async ({ page, people, become, watch }) => {
    await become(await people.enrolled());
    const playground = new Playground(page);
    await playground.open();
    // What the page itself asks when it wakes up isn't meant.
    await playground.show('manage');
    await expect(playground.manage.newCodes).toBeVisible();
    await playground.manage.close.click();
    watch.tolerateCuts();
    watch.tolerate(502);
    await cutBefore(page, call);
    const dialog = await playground.show(modal);
    await expect(dialog.alert).toHaveText(UNREACHABLE);
    await answerInstead(page, call, BAD_GATEWAY);
    await dialog.button('Try again').click();
    await expect(dialog.alert).toHaveText(UNREACHABLE);
    await dialog.button('Try again').click();
    await expect(dialog.button('Try again')).toHaveCount(0);
    await expect(dialog.alert).toHaveCount(0);
    await expect(dialog.root.getByRole('status').filter({ hasText: 'One moment' })).toHaveCount(0);
  });
}

test('while a screen is on its way, it says so, and closing it is no trouble', async ({ page, people, become }) => {
  await become(await people.enrolled());
  const playground = new Playground(page);
  await playground.open();
  const release = await holdBack(page, 'manage/methods');
  await playground.show('manage');
  await expect(playground.manage.root.getByRole('status')).toHaveText('Loading…');
  await expect(playground.manage.title).toBeFocused();
  await page.keyboard.press('Escape');
  await playground.expectClosed();
  release();
  await playground.show('manage');
  await expect(playground.manage.newCodes).toBeVisible();
});

test('however often Verify is pressed, a code is sent once', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, await person.halfSession(), 'verify');
  const { verify } = playground;
  const calls = countCalls(page, 'totp/verify');
  const release = await holdBack(page, 'totp/verify');
  await verify.enter(await person.authenticator.next());
  await expect(verify.verify).toHaveAttribute('aria-disabled', 'true');
  await verify.verify.dblclick({ force: true });
  await verify.field.press('Enter');
  release();
  await playground.expectClosed();
  expect(calls).toHaveLength(1);
});

test('a double click on Verify spends one backup code', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, await person.halfSession(), 'backupCode');
  const calls = countCalls(page, 'recovery/verify');
  await playground.backupCode.field.fill(person.codes[0]);
  await playground.backupCode.verify.dblclick();
  await playground.expectClosed();
  expect(calls).toHaveLength(1);
});

test('a double click on Done says it once', async ({ page, people, become }) => {
  const person = await people.verified();
  const playground = await open(page, become, person.client, 'codes');
  const calls = countCalls(page, 'recovery/acknowledge');
  await playground.codes.saved.check();
  await playground.codes.done.dblclick();
  await playground.expectClosed();
  expect(calls).toHaveLength(1);
});

test('a double click on "New backup codes" makes one set', async ({ page, people, become }) => {
  const playground = await open(page, become, await people.enrolled(), 'manage');
  const calls = countCalls(page, 'recovery/new');
  await playground.manage.newCodes.dblclick();
  await playground.codes.read();
  expect(calls).toHaveLength(1);
});

test('closing codes that nobody has saved asks first, also twice', async ({ page, people, become }) => {
  const person = await people.verified();
  const playground = await open(page, become, person.client, 'codes');
  const { codes, leave } = playground;
  const shown = await codes.read();
  for (const ask of [() => page.keyboard.press('Escape'), () => codes.close.click()]) {
    await ask();
    await expect(leave.root).toBeVisible();
    await expect(codes.codes.first()).toBeHidden();
    await expect(leave.title).toBeFocused();
    await page.keyboard.press('Escape');
    expect(await codes.read(), 'Escape stays').toEqual(shown);
    await ask();
    await leave.stay.click();
    await expect(codes.root).toBeVisible();
    await expect(codes.title).toBeFocused();
  }
  await page.keyboard.press('Escape');
  await leave.leave.click();
  await playground.expectClosed();
  await playground.show('codes');
  expect(await codes.read()).toEqual(shown);
  await codes.acknowledge();
  await playground.expectClosed();
});

test('a session that was ended elsewhere: said, with the way to sign in', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const other = person.client.copy();
  const playground = await open(page, become, person.client, 'verify');
  await playground.verify.field.waitFor();
  must(await other.post('/sign-out'));
  watch.tolerate(401);
  await playground.verify.enter(await person.authenticator.next());
  await expect(playground.verify.alert).toHaveText('You are signed out. Sign in to continue.');
  await playground.verify.link('Sign in').click();
  await expect(page).toHaveURL('/sign-in?next=%2Fplayground');
});

test('an account that only the operator can open again is told so', async ({ page, startServer, watch, become }) => {
  const server = await startServer({}, { stocked: true });
  const person = await Person.of(server, 'enrolled');
  const client = await person.halfSession();
  await server.database.execute(`UPDATE account SET guesses = 100 WHERE email = '${person.email}'`);
  await become(client);
  await page.goto(`${server.origin}/playground`);
  watch.tolerate(403);
  const playground = new Playground(page);
  await playground.show('verify');
  await expect(playground.verify.alert).toContainText('ask your administrator');
  await playground.verify.button('Close').last().click();
  await playground.expectClosed();
});

const must401 = ({ status }) => expect(status).toBe(401);

/** The account has one app and ten codes. */
async function expectWhole(person, page) {
  const playground = new Playground(page);
  await playground.show('manage');
  await expect(playground.manage.renames).toHaveCount(1);
  await expect(playground.manage.root).toContainText('10 of 10');
  must(await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[0] }));
}
