// A network that fails at any moment while a dialog is open, and somebody else's answer: it is said in the dialog, it can be tried again, and nothing is
// lost or done twice.

import { expect, test } from '../lib/fixtures.mjs';
import { answerInstead, cutAfter, cutBefore, cutBetween, holdBack } from '../lib/network.mjs';
import { must } from '../lib/person.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { openDialog, Playground } from '../pages/playground.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';

const UNREACHABLE = 'We couldn’t reach the server. Check your connection and try again.';
const BAD_GATEWAY = { status: 502, body: '<!doctype html><title>Bad gateway</title><h1>502</h1>' };

test('the connection is cut before a code arrives: said, and the same code gets in', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await openDialog(page, become, await person.halfSession(), 'verify');
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
  const { verify } = await openDialog(page, become, await person.halfSession(), 'verify');
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
  const playground = await openDialog(page, become, await person.halfSession(), 'verify');
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
  const playground = await openDialog(page, become, person.client, 'scan');
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
  const playground = await openDialog(page, become, person.client, 'scan');
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
    const playground = await openDialog(page, become, person.client, 'codes');
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
    const playground = await openDialog(page, become, await person.halfSession(), 'backupCode');
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
  const playground = await openDialog(page, become, await person.halfSession(), 'verify');
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
  const playground = await openDialog(page, become, await person.halfSession(), 'verify');
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
  const { verify } = await openDialog(page, become, await person.halfSession(), 'verify');
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

/** The account has one app and ten codes. */
async function expectWhole(person, page) {
  const playground = new Playground(page);
  await playground.show('manage');
  await expect(playground.manage.renames).toHaveCount(1);
  await expect(playground.manage.root).toContainText('10 of 10');
  must(await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[0] }));
}
