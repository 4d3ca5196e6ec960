// Two tabs of one browser: an act counts for the account, the session and the very thing that its page showed.

import { expect, test } from '../lib/fixtures.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { SecurityPage } from '../pages/security.mjs';

const PLAIN = { tag: '@plain' };

test('a page of somebody who has signed out changes nothing for who signs in after them', PLAIN, async ({ page, context, people, become, watch }) => {
  const [first, second] = [await people.enrolled(), await people.enrolled()];
  await become(first);
  await page.goto('/account/delete');
  await page.getByRole('checkbox').check();
  await context.clearCookies();
  await become(second);
  await watch.refused(page, 409, () => page.getByRole('button', { name: 'Delete account' }).click());
  await expect(page.getByRole('heading', { name: 'Nothing was changed' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(`You are now signed in as ${second.email}.`);
  await page.getByRole('link', { name: 'Continue' }).click();
  await expect(page).toHaveURL('/account/delete');
  for (const person of [first, second]) expect((await person.client.get('/account/security')).status).toBe(200);
});

test('“Done” in one tab acknowledges no codes that another tab has made', PLAIN, async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  await become(person);
  await person.client.post('/account/recovery-codes');
  await page.goto('/mfa/recovery-codes');
  const shown = await page.getByTestId('recovery-code').allTextContents();
  await person.client.post('/account/recovery-codes');
  await page.getByRole('checkbox', { name: 'I have saved these codes' }).check();
  await watch.refused(page, 409, () => page.getByRole('button', { name: 'Done' }).click());
  await expect(page.getByRole('alert')).toContainText('were replaced in another tab');
  const newer = await page.getByTestId('recovery-code').allTextContents();
  expect(newer).toHaveLength(10);
  expect(newer).not.toEqual(shown);
  await page.getByRole('checkbox', { name: 'I have saved these codes' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page).toHaveURL('/account/security');
});

test('a code confirms what its page says, and nothing that another tab has asked for since', PLAIN, async ({ page, context, people, become, watch }) => {
  const person = await people.enrolled();
  await person.letProofsExpire();
  await become(person);
  await page.goto('/account/delete');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Delete account' }).click();
  await expect(page.getByRole('main')).toContainText('To delete your account');

  const other = await context.newPage();
  const security = new SecurityPage(other);
  await security.open();
  await security.newCodes.click();
  await expect(other.getByRole('main')).toContainText('To create new backup codes');

  await watch.refused(page, 409, async () => new CodeEntry(page).enter(await person.authenticator.next()));
  await expect(page.getByRole('alert')).toContainText('Start again.');
  await other.getByRole('button', { name: 'Cancel' }).click();
  await expect(other).toHaveURL('/account/security');
  await other.goBack();
  expect((await person.client.get('/account/security')).status, 'the account is there').toBe(200);
});
