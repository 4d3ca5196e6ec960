// The account itself: its password, its address and its end.

import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { alerts } from '../lib/html.mjs';
import { must, Person } from '../lib/person.mjs';
import { signInPage, signUpPage } from '../pages/credentials.mjs';

const PLAIN = { tag: '@plain' };
const fields = (page) => page.getByRole('main').locator('input[type=password]');
const save = (page) => page.getByRole('main').getByRole('button', { name: /password/i });

test('a new password', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  await become(person);
  await page.goto('/.well-known/change-password');
  await expect(page).toHaveURL('/account/password');
  await expect(fields(page)).toHaveCount(2);
  await expect(fields(page).nth(0)).toHaveAttribute('autocomplete', 'current-password');
  await expect(fields(page).nth(1)).toHaveAttribute('autocomplete', 'new-password');

  const next = `${person.password} and more`;
  await fields(page).nth(0).fill('not the present one');
  await fields(page).nth(1).fill(next);
  await watch.refused(page, 422, () => save(page).click());
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(fields(page).nth(0)).toHaveValue('');

  await fields(page).nth(0).fill(person.password);
  await fields(page).nth(1).fill(next);
  await save(page).click();
  await expect(page).toHaveURL(/\/account\/security/);
  expect((await person.client.copy().post('/sign-in', { email: person.email, password: person.password })).status).toBe(401);
  person.password = next;
  await person.signIn();
});

test('another email address', PLAIN, async ({ page, server, people, become, watch }) => {
  const person = await people.enrolled();
  const other = await person.signIn();
  await become(person);
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Change email address', exact: true }).click();
  await expect(page).toHaveURL('/account/email');
  await expect(page).toHaveTitle(/^Change email address/);
  const main = page.getByRole('main');
  const [email, current] = [main.getByLabel('New email address'), main.getByLabel('Current password')];
  await expect(main).toContainText(`You sign in with ${person.email}.`);
  await expect(main).toContainText('authenticator app will keep showing the old email address');
  await expect(email).toHaveAttribute('autocomplete', 'email');
  await expect(current).toHaveAttribute('autocomplete', 'current-password');

  // By keyboard: from field to field, and Enter sends it.
  const next = `new-${person.email}`;
  await email.focus();
  await page.keyboard.type(next);
  await page.keyboard.press('Tab');
  await expect(current).toBeFocused();
  await page.keyboard.type('not the present one');
  await watch.refused(page, 422, () => page.keyboard.press('Enter'));
  await expect(page.getByRole('alert')).toHaveText('The current password is wrong. Try again.');
  await expect(current).toBeFocused();
  await expect(current).toHaveValue('');
  await expect(email).toHaveValue(next);
  await current.fill(person.password);
  await email.fill(person.email.toUpperCase());
  await watch.refused(page, 422, () => page.keyboard.press('Enter'));
  await expect(page.getByRole('alert')).toHaveText('This is already your email address. Enter a different one.');
  await expect(email).toBeFocused();
  await email.fill(next);
  await current.fill(person.password);
  await page.keyboard.press('Tab');
  await expect(main.getByRole('button', { name: 'Change email address' })).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL('/account/security');
  await expect(main.getByRole('status')).toContainText('Your email address has been changed.');
  await expect(page.getByRole('banner').getByText(next)).toBeVisible();
  await expect(main).toContainText('Email address changed');
  expect((await other.get('/account/security')).text).toContain(next);
  expect((await new Client(server).post('/sign-in', { email: person.email, password: person.password })).status).toBe(401);
  person.email = next;
  await person.signIn();
  // What the notice offers.
  await main.getByRole('button', { name: 'End all other sessions' }).click();
  await expect(page).toHaveURL('/account/security');
  expect((await other.get('/account/security')).location).toMatch(/^\/sign-in/);
});

test('a second tab does not replace the new address', async ({ page, context, people, become, watch }) => {
  const person = await people.enrolled();
  await become(person);
  await page.goto('/account/email');
  const second = await context.newPage();
  await second.goto('/account/email');
  const enter = async (tab, email) => {
    await tab.getByLabel('New email address').fill(email);
    await tab.getByLabel('Current password').fill(person.password);
    await tab.getByRole('main').getByRole('button', { name: 'Change email address' }).click();
  };
  await enter(second, `second-${person.email}`);
  await expect(second).toHaveURL('/account/security');
  await watch.refused(page, 409, () => enter(page, `first-${person.email}`));
  await expect(page.getByRole('alert')).toContainText('Nothing was changed');
  await expect(page.getByRole('main')).toContainText(`You sign in with second-${person.email}.`);
  await expect(page.getByLabel('New email address')).toHaveValue(`first-${person.email}`);
});

test('passwords that are easily guessed are refused, with the reason', async ({ server }) => {
  const { email } = new Person(server);
  for (const password of ['short', 'password1234567', 'aaaaaaaaaaaaaaaaaaaa', email]) {
    const answer = await new Client(server).post('/sign-up', { email, password });
    expect([password, answer.status]).toEqual([password, 422]);
    expect(alerts(answer.text)).toHaveLength(1);
  }
});

// Chromium sends the domain in ASCII; a client that isn't a browser sends what it was given.
test('an address in another script is one account, however it is spelled', async ({ page, server }) => {
  const { email, password } = new Person(server);
  const [local] = email.split('@');
  const [typed, ascii] = [`${local}@münchen.example`, `${local}@xn--mnchen-3ya.example`];
  const bar = page.getByRole('banner').getByText(typed);
  for (const [first, second] of [[typed, ascii], [ascii.replace(/^/, 'x'), typed.replace(/^/, 'x')]]) {
    await signUpPage(page).open();
    await signUpPage(page).enter({ email: first, password });
    await expect(page).toHaveURL('/mfa/choose');
    await expect(bar).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signInPage(page).open();
    await signInPage(page).enter({ email: second, password });
    await expect(page).toHaveURL('/mfa/choose');
    await expect(bar).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    for (const email of [first, second]) {
      must(await new Client(server).post('/sign-in', { email, password }));
      expect((await new Client(server).post('/sign-up', { email, password })).status).toBe(422);
    }
  }
});

test('the account is deleted only by somebody who means it', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const other = await person.signIn();
  await become(person);
  expect((await person.client.post('/account/delete')).status, 'without the tick').toBe(422);
  await page.goto('/account/delete');
  await page.getByRole('main').getByRole('checkbox').check();
  await page.getByRole('main').getByRole('button', { name: /delete/i }).click();
  await expect(page).toHaveURL('/');
  expect((await other.get('/account/security')).location).toMatch(/^\/sign-in/);
  const credentials = { email: person.email, password: person.password };
  expect((await other.post('/sign-in', credentials)).status).toBe(401);
  must(await other.post('/sign-up', credentials));
});
