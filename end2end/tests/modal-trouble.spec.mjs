// What else goes wrong while a dialog is open: a button that is pressed twice, codes that nobody has saved, a session or an account that has ended.

import { expect, test } from '../lib/fixtures.mjs';
import { countCalls, holdBack } from '../lib/network.mjs';
import { must, Person } from '../lib/person.mjs';
import { openDialog, Playground } from '../pages/playground.mjs';

test('however often Verify is pressed, a code is sent once', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const playground = await openDialog(page, become, await person.halfSession(), 'verify');
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
  const playground = await openDialog(page, become, await person.halfSession(), 'backupCode');
  const calls = countCalls(page, 'recovery/verify');
  await playground.backupCode.field.fill(person.codes[0]);
  await playground.backupCode.verify.dblclick();
  await playground.expectClosed();
  expect(calls).toHaveLength(1);
});

test('a double click on Done says it once', async ({ page, people, become }) => {
  const person = await people.verified();
  const playground = await openDialog(page, become, person.client, 'codes');
  const calls = countCalls(page, 'recovery/acknowledge');
  await playground.codes.saved.check();
  await playground.codes.done.dblclick();
  await playground.expectClosed();
  expect(calls).toHaveLength(1);
});

test('a double click on "New backup codes" makes one set', async ({ page, people, become }) => {
  const playground = await openDialog(page, become, await people.enrolled(), 'manage');
  const calls = countCalls(page, 'recovery/new');
  await playground.manage.newCodes.dblclick();
  await playground.codes.read();
  expect(calls).toHaveLength(1);
});

test('closing codes that nobody has saved asks first, also twice', async ({ page, people, become }) => {
  const person = await people.verified();
  const playground = await openDialog(page, become, person.client, 'codes');
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
  const playground = await openDialog(page, become, person.client, 'verify');
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
