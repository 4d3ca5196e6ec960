// The policy on the dashboard: previewed, saved, compared, restored.

import { administrator, useUpCodes } from '../lib/administrator.mjs';
import { expect, test as base } from '../lib/fixtures.mjs';
import { Person } from '../lib/person.mjs';
import { CodeEntry } from '../pages/code.mjs';

/** Each test changes the policy of a server of its own. */
const test = base.extend({
  own: async ({ startServer, context }, use) => {
    const server = await startServer();
    const admin = await administrator(server);
    await context.addCookies(admin.client.cookies());
    await use({ server, admin });
  },
});

async function save(page, reason) {
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: 'Save policy' }).click();
  await expect(page.getByText('The policy has been saved.')).toBeVisible();
}

const preview = (page) => page.getByRole('button', { name: 'Preview changes' }).click();

/** Where a sign-in with the password leads. */
async function place(person) {
  const client = await person.halfSession().catch(() => null);
  return client ? (await client.get('/mfa')).location : null;
}

test('a change is previewed, saved with a reason, and holds at once', async ({ page, own }) => {
  const enrolled = await Person.enrolled(own.server);
  const unenrolled = await Person.signedUp(own.server);
  expect(await place(enrolled)).toBe('/mfa/verify');
  expect(await place(unenrolled)).toBe('/mfa/choose');

  await page.goto(`${own.server.origin}/admin/policy`);
  await page.getByLabel('Don’t require enrollment').check();
  await page.getByLabel('Require verification at every sign-in').uncheck();
  await preview(page);
  await expect(page.getByText('Must enroll at sign-in: 1 person now, 0 after saving')).toBeVisible();
  await expect(page.getByText('Must verify at every sign-in: 2 people now, 0 after saving')).toBeVisible();
  await expect(page.getByRole('row', { name: 'Require verification at every sign-in On Off' })).toBeVisible();
  // A draft lives in the address: reloaded it is the same, and back is the form as it was filled in.
  await page.reload();
  await page.getByRole('link', { name: 'Continue editing' }).click();
  await expect(page.getByLabel('Don’t require enrollment')).toBeChecked();
  await preview(page);
  await save(page, 'pilot');

  for (const person of [enrolled, unenrolled]) {
    expect(await place(person)).toBe('/account/security');
  }
  await expect(page.getByText(`Version 1, saved by ${own.admin.email}`)).toBeVisible();
});

test('an impossible policy says why, and nothing that was filled in is lost', async ({ page, own, watch }) => {
  await page.goto(`${own.server.origin}/admin/policy`);
  await page.getByLabel('Action name, such as transfer.create').first().fill('Transfer!');
  await page.getByLabel('Description shown to people').first().fill('Send money');
  await preview(page);
  await expect(page.getByRole('alert')).toContainText('lowercase letters');
  await page.getByRole('link', { name: 'Continue editing' }).click();
  await expect(page.getByLabel('Description shown to people').first()).toHaveValue('Send money');
  await page.getByLabel('Action name, such as transfer.create').first().fill('transfer.create');
  await preview(page);
  await expect(page.getByRole('row', { name: /Action transfer\.create Not protected One use · 5 minutes/ })).toBeVisible();
  await page.getByLabel('Reason').fill(' ');
  await watch.refused(page, 422, () => page.getByRole('button', { name: 'Save policy' }).click());
  await expect(page.getByRole('alert')).toContainText('Enter a reason');
  await save(page, 'transfers');
  await expect(page.getByLabel('Action name, such as transfer.create').first()).toHaveValue('transfer.create');
});

test('people who would be locked out are counted, and the number has to be typed', async ({ page, own, watch }) => {
  const bare = await Person.enrolled(own.server);
  await useUpCodes(own.server, bare.email);
  await page.goto(`${own.server.origin}/admin/policy`);
  await page.getByLabel('Allow authenticator apps', { exact: true }).uncheck();
  await preview(page);
  await expect(page.getByText('Locked out, because their methods are turned off and they have no backup codes: 0 people now, 1 after saving')).toBeVisible();
  await page.getByText('Show people affected after saving').last().click();
  await expect(page.getByText(bare.email)).toBeVisible();
  const confirm = page.getByLabel('To continue, enter the number of people who will be locked out: 1');
  for (const wrong of ['', '2']) {
    await page.getByLabel('Reason').fill('no more apps');
    await confirm.fill(wrong);
    await watch.refused(page, 422, () => page.getByRole('button', { name: 'Save policy' }).click());
    await expect(page.getByLabel('Reason')).toHaveValue('no more apps');
  }
  await confirm.fill('1');
  await page.getByRole('button', { name: 'Save policy' }).click();
  // The administrator has nothing else either, but codes, and owes what the policy asks for now: a code, then a passkey.
  await expect(page.getByRole('main')).toContainText('This method is turned off');
  await page.getByRole('link', { name: 'Use a backup code' }).click();
  await expect(page.getByRole('textbox', { name: 'Backup code' })).toBeVisible();
  const half = await bare.halfSession();
  expect((await half.get('/mfa')).location).toBe('/mfa/verify');
  expect((await half.get('/mfa/verify')).text).toContain('This method is turned off');
  expect((await half.post('/mfa/verify', { code: await bare.authenticator.next() })).status).toBe(403);
});

test('people who have to enroll before an action are counted and listed', async ({ page, own }) => {
  const unenrolled = await Person.signedUp(own.server);
  await own.server.database.execute(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
     INSERT INTO account (id, email, password_hash, administrator, created_at, search_key)
     SELECT 'made' || i, 'made' || i, '', FALSE, 0, (SELECT search_key FROM account WHERE email = '${unenrolled.email}') FROM n`,
  );
  await page.goto(`${own.server.origin}/admin/policy`);
  await page.getByLabel('Require enrollment before a protected action').check();
  await page.getByLabel('Action name, such as transfer.create').first().fill('transfer.create');
  await preview(page);
  await expect(page.getByText('Must enroll at sign-in: 61 people now, 0 after saving', { exact: true })).toBeVisible();
  await expect(page.getByText('Must enroll before a protected action: 0 people now, 61 after saving')).toBeVisible();
  await page.getByText('Show people affected after saving').first().click();
  await expect(page.getByText('and 11 more')).toBeVisible();
  await page.getByRole('link', { name: 'Show all: Must enroll before a protected action' }).click();
  await expect(page.getByRole('heading', { name: 'Must enroll before a protected action' })).toBeVisible();
  await expect(page.getByText('61 people after saving')).toBeVisible();
  const people = page.getByRole('main').locator('.row-name');
  await expect(people).toHaveCount(50);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(people).toHaveCount(11);
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(people).toHaveCount(50);
  await page.getByRole('link', { name: 'Back to the preview' }).click();
  await expect(page.getByRole('row', { name: /Action transfer\.create Not protected One use/ })).toBeVisible();
  const draft = new URL(page.url()).search;
  for (const who of ['', '&who=', '&who=nobody']) {
    expect((await own.admin.client.get(`/admin/policy/preview/people${draft}${who}`)).status).toBe(404);
  }
});

test('the last administrator who gets in cannot be locked out', async ({ page, own }) => {
  await useUpCodes(own.server, own.admin.email);
  await page.goto(`${own.server.origin}/admin/policy`);
  await page.getByLabel('Allow authenticator apps', { exact: true }).uncheck();
  await preview(page);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save policy' })).toHaveCount(0);
});

test('a version is compared and restored', async ({ page, own }) => {
  await page.goto(`${own.server.origin}/admin/policy`);
  await page.getByLabel('How long a verification is valid').fill('60');
  await preview(page);
  await save(page, 'shorter');
  await page.getByRole('link', { name: 'Previous version' }).click();
  await expect(page.getByRole('row', { name: /How long a verification is valid.* 5 minutes 1 minute/ })).toBeVisible();
  await page.getByRole('link', { name: 'Restore this version' }).click();
  await save(page, 'too short');
  await expect(page.getByLabel('How long a verification is valid')).toHaveValue('300');
  await page.getByRole('link', { name: 'Policy versions' }).click();
  await expect(page.getByRole('link', { name: /^Version/ })).toHaveCount(2);
  await page.getByRole('link', { name: 'Version 2' }).click();
  await expect(page.getByText('is the same as the current policy')).toBeVisible();
});

test('what was saved is told, and undone by a preview like any other', async ({ page, own }) => {
  const undo = page.getByRole('button', { name: 'Undo' });
  await page.goto(`${own.server.origin}/admin/policy`);
  await page.getByLabel('Maximum authenticator apps per person').fill('3');
  await page.getByLabel('Don’t require enrollment').check();
  await preview(page);
  await save(page, 'a mistake');
  const told = page.getByRole('status').getByRole('listitem');
  await expect(told).toHaveText(['Maximum authenticator apps per person: from “1” to “3”', 'Enrollment: from “Require enrollment at sign-in” to “Don’t require enrollment”']);
  await undo.click();
  await expect(page.getByRole('row', { name: 'Maximum authenticator apps per person 3 1' })).toBeVisible();
  await save(page, 'back');
  await expect(page.getByLabel('Maximum authenticator apps per person')).toHaveValue('1');
  await expect(page.getByLabel('Require enrollment at sign-in')).toBeChecked();
  await page.reload();
  await expect(undo, 'it is told once').toHaveCount(0);
});

test('what somebody else saved meanwhile is not offered for undoing', async ({ page, own }) => {
  const form = { based_on: '0', reason: 'x', enrollment: 'none', totp: 'on', passkey: 'on', max_totp_devices: '1', max_passkeys: '25', step_up_seconds: '300' };
  expect((await own.admin.client.post('/admin/policy/preview', form)).location).toBe('/admin/policy');
  await own.server.setPolicy('max_totp_devices=2');
  await page.context().addCookies(own.admin.client.cookies());
  await page.goto(`${own.server.origin}/admin/policy`);
  await expect(page.getByText('The policy has been saved.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('of two administrators at once, the second is told', async ({ page, own, watch }) => {
  await page.goto(`${own.server.origin}/admin/policy`);
  await page.getByLabel('How long a verification is valid').fill('60');
  await preview(page);
  await own.server.setPolicy('max_totp_devices=2');
  await page.getByLabel('Reason').fill('shorter');
  await watch.refused(page, 409, () => page.getByRole('button', { name: 'Save policy' }).click());
  await expect(page.getByRole('alert')).toContainText('was saved after you opened it');
  await expect(page.getByRole('row', { name: 'Maximum authenticator apps per person 2 1' })).toBeVisible();
  await page.getByRole('link', { name: 'Continue editing' }).click();
  await page.getByLabel('Maximum authenticator apps per person').fill('2');
  await preview(page);
  await expect(page.getByText('was saved after you opened it'), 'the draft may still undo something').toBeVisible();
  await save(page, 'shorter');
  await expect(page.getByLabel('How long a verification is valid')).toHaveValue('60');
});

test('a proof that has become too old is asked for, and the change goes on by itself', async ({ page, own }) => {
  await page.goto(`${own.server.origin}/admin/policy`);
  await page.getByLabel('Maximum authenticator apps per person').fill('4');
  await preview(page);
  await page.getByLabel('Reason').fill('tablets');
  await own.admin.letProofsExpire();
  await page.getByRole('button', { name: 'Save policy' }).click();
  await new CodeEntry(page).field.fill(await own.admin.authenticator.next());
  await expect(page.getByText('The policy has been saved.')).toBeVisible();
  await expect(page.getByLabel('Maximum authenticator apps per person')).toHaveValue('4');
});

test('enrollment is put off until its day', async ({ page, own, context }) => {
  const unenrolled = await Person.signedUp(own.server);
  await page.goto(`${own.server.origin}/admin/policy`);
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Last day to skip enrollment (UTC)').fill(day);
  await preview(page);
  await save(page, 'time to get used to it');

  const client = await unenrolled.halfSession();
  await context.clearCookies();
  await context.addCookies(client.cookies());
  await page.goto(`${own.server.origin}/mfa`);
  await expect(page.getByText('You can skip this until')).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByRole('heading', { name: 'Account security' })).toBeVisible();
  await page.goto(`${own.server.origin}/mfa`);
  await expect(page.getByRole('heading', { name: 'Account security' })).toBeVisible();
  expect(await place(unenrolled)).toBe('/mfa/choose');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the policy is changed all the same', async ({ page, own }) => {
    await page.goto(`${own.server.origin}/admin/policy`);
    await page.getByLabel('Maximum authenticator apps per person').fill('2');
    await preview(page);
    await save(page, 'tablets');
    await expect(page.getByLabel('Maximum authenticator apps per person')).toHaveValue('2');
  });
});
