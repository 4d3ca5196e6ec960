// People on the dashboard: found, helped, and told.

import { administrator } from '../lib/administrator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { CodeEntry } from '../pages/code.mjs';

/** Goes on as an administrator on the page of somebody. */
async function open(page, become, admin, person) {
  await become(admin);
  await page.goto('/admin/people');
  await page.getByLabel('Email address or name').fill(person.email.toUpperCase().slice(3, 15));
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('main').getByRole('link', { name: person.email }).click();
  await expect(page.getByRole('heading', { name: person.email, level: 1 })).toBeVisible();
}

async function act(page, what, reason) {
  await page.getByRole('link', { name: what }).click();
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: what }).click();
}

/** How many requests the tab says wait for this administrator. */
async function toDecide(page) {
  const [count] = await page.getByRole('navigation').locator('.badge').allTextContents();
  return Number(count ?? 0);
}

test('somebody who lost everything is reset, told, and enrolls again', async ({ page, people, server, become }) => {
  const admin = await administrator(server);
  const person = await people.withBoth();
  await open(page, become, admin, person);
  await expect(page.getByText('10 of 10 backup codes left.')).toBeVisible();
  await admin.letProofsExpire();
  await act(page, 'Reset two-step verification', 'phone fell into the lake');
  // The proof comes in between, and then it goes on by itself.
  await new CodeEntry(page).field.fill(await admin.authenticator.next());
  await expect(page.getByText('Two-step verification has been reset')).toBeVisible();
  await expect(page.getByText('Not enrolled', { exact: true })).toBeVisible();
  expect((await person.client.get('/account/security')).location).toBe('/sign-in?next=%2Faccount%2Fsecurity');

  const half = await person.halfSession();
  await page.context().clearCookies();
  await become(half);
  await page.goto('/mfa');
  await expect(page.getByText('phone fell into the lake')).toBeVisible();
  await page.getByRole('button', { name: 'Authenticator app' }).click();
  person.client = half;
  person.authenticator = await person.readAuthenticator();
  await page.getByRole('textbox', { name: 'Verification code' }).fill(await person.authenticator.next());
  await page.getByRole('checkbox', { name: 'I have saved these codes' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('phone fell into the lake').first()).toBeVisible();
  await page.getByRole('button', { name: 'Got it' }).click();
  await expect(page.getByRole('button', { name: 'Got it' })).toHaveCount(0);
});

test('an account is disabled and enabled again', async ({ page, people, server, become, watch }) => {
  const admin = await administrator(server);
  const person = await people.enrolled();
  await open(page, become, admin, person);
  await page.getByRole('link', { name: 'Disable account' }).click();
  await watch.refused(page, 422, () => page.getByRole('button', { name: 'Disable account' }).click());
  await expect(page.getByRole('alert')).toContainText('Enter a reason');
  await page.getByLabel('Reason').fill('left the company');
  await page.getByRole('button', { name: 'Disable account' }).click();
  await expect(page.getByText('The account has been disabled, and all its sessions have ended.')).toBeVisible();
  expect((await person.client.get('/account/security')).status).toBe(303);
  expect((await person.client.post('/sign-in', { email: person.email, password: person.password })).status).toBe(401);
  await act(page, 'Enable account', 'came back');
  await expect(page.getByText('The account has been enabled.')).toBeVisible();
  await person.signIn();
});

test('sessions are ended', async ({ page, people, server, become }) => {
  const admin = await administrator(server);
  const person = await people.enrolled();
  await open(page, become, admin, person);
  await act(page, 'End all sessions', 'stolen laptop');
  await expect(page.getByText('No active sessions.')).toBeVisible();
  expect((await person.client.get('/account/security')).status).toBe(303);
});

test('what concerns an administrator waits for another one', async ({ page, server, become }) => {
  const [admin, target, third] = [await administrator(server), await administrator(server), await administrator(server)];
  await open(page, become, admin, target);
  await act(page, 'Reset two-step verification', 'lost everything');
  await expect(page.getByText('Approval requested.')).toBeVisible();
  expect(await toDecide(page), 'who asks doesn’t decide').toBe(0);
  await page.getByRole('link', { name: 'Approvals' }).first().click();
  const what = `Reset two-step verification: ${target.email}`;
  await expect(page.getByRole('button', { name: `Withdraw: ${what}` })).toBeVisible();
  await expect(page.getByRole('button', { name: `Approve: ${what}` })).toHaveCount(0);
  expect((await target.client.get('/account/security')).status).toBe(200);

  await become(third);
  await page.goto('/admin/policy');
  await page.getByRole('link', { name: /^Approvals \d+ waiting for you$/ }).click();
  const waiting = await toDecide(page);
  await page.getByRole('button', { name: `Approve: ${what}` }).click();
  await expect(page.getByText(`Approved by ${third.email}.`)).toBeVisible();
  expect(await toDecide(page)).toBe(waiting - 1);
  expect((await target.client.get('/account/security')).status).toBe(303);
  const half = await target.halfSession();
  expect((await half.get('/mfa')).location).toBe('/mfa/choose');

});

test('one’s own account is looked after elsewhere', async ({ page, server, become }) => {
  const admin = await administrator(server);
  await open(page, become, admin, admin);
  await expect(page.getByText('This is your own account.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Reset two-step verification' })).toHaveCount(0);
});

test('nobody found, and nobody there', async ({ page, server, become, watch }) => {
  await become(await administrator(server));
  await page.goto('/admin/people?search=%3Cb%3Enobody');
  await expect(page.getByText('No one found for “<b>nobody” with this filter.')).toBeVisible();
  await watch.refused(page, 404, () => page.goto('/admin/people/0'));
});
