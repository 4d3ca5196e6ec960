// Two tabs of one browser: what is done in one, the other shows by itself.

import { cookieKind } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { FULL, must } from '../lib/person.mjs';
import { Playground } from '../pages/playground.mjs';

async function twoTabs(page, context, become, client) {
  await become(client);
  const tabs = [new Playground(page), new Playground(await context.newPage())];
  for (const tab of tabs) await tab.open();
  return tabs;
}

test('one enrolls, the other follows to the codes and closes with it', async ({ page, context, people, become }) => {
  const person = await people.pending();
  const [here, there] = await twoTabs(page, context, become, person.client);
  await here.show('scan');
  await there.show('scan');
  expect(await here.scan.readSecret()).toBe(person.authenticator.secret);
  expect(await there.scan.readSecret()).toBe(person.authenticator.secret);
  await here.scan.enter(await person.authenticator.next());
  const shown = await here.codes.read();
  expect(await there.codes.read()).toEqual(shown);
  await here.codes.acknowledge();
  await here.expectClosed();
  await there.expectClosed();
  await there.show('manage');
  await expect(there.manage.renames).toHaveCount(1);
  await expect(there.manage.root).toContainText('10 of 10');
});

test('one proves, the other closes', async ({ page, context, people, become }) => {
  const person = await people.enrolled();
  const [here, there] = await twoTabs(page, context, become, await person.halfSession());
  await here.show('verify');
  await there.show('backupCode');
  await here.verify.enter(await person.authenticator.next());
  await here.expectClosed();
  await there.expectClosed();
  expect((await context.cookies()).map(({ name }) => cookieKind(name))).toContain(FULL);
});

test('one is asked whether to leave the codes while the other saves them: it closes', async ({ page, context, people, become }) => {
  const person = await people.verified();
  const [here, there] = await twoTabs(page, context, become, person.client);
  await here.show('codes');
  await there.show('codes');
  await there.codes.read();
  await there.codes.close.click();
  await expect(there.leave.root).toBeVisible();
  await here.codes.read();
  await here.codes.acknowledge();
  await here.expectClosed();
  await there.expectClosed();
});

test('a sign-out in one shows in the dialog of the other', async ({ page, context, people, become, watch }) => {
  const person = await people.enrolled();
  const [here, there] = await twoTabs(page, context, become, person.client);
  await there.show('manage');
  await expect(there.manage.newCodes).toBeVisible();
  watch.tolerate(401);
  // By a form of the pages: the other tab learns of it when it is looked at again.
  must(await person.client.copy().post('/sign-out'));
  await context.clearCookies();
  await here.page.bringToFront();
  await there.page.bringToFront();
  await there.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(there.manage.alert).toHaveText('You are signed out. Sign in to continue.');
  await expect(there.manage.link('Sign in')).toBeVisible();
  await expect(there.manage.newCodes).toHaveCount(0);
});

test('a second sign-in as somebody else never shows the first one’s account', async ({ page, context, people, become }) => {
  const [first, second] = [await people.enrolled(), await people.enrolled()];
  const [, there] = await twoTabs(page, context, become, first.client);
  await there.show('manage');
  await there.manage.renames.click();
  await there.manage.nameField.fill('of the first');
  await context.clearCookies();
  await become(second.client);
  await there.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(there.manage.nameField, 'what was typed is gone').toHaveCount(0);
  await expect(there.manage.renames).toHaveCount(1);
});
