// The account itself: its password and its end.

import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { alerts } from '../lib/html.mjs';
import { must, Person } from '../lib/person.mjs';
import { signInPage, signUpPage } from '../pages/credentials.mjs';

const PLAIN = { tag: ['@plain', '@postgres'] };
const fields = (page) => page.getByRole('main').locator('input[type=password]');
const save = (page) => page.getByRole('main').getByRole('button', { name: /password/i });

test('a new password', PLAIN, async ({ page, people, become, watch }) => {
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

test('passwords that are easily guessed are refused, with the reason', async ({ server }) => {
  const { email } = new Person(server);
  for (const password of ['short', 'password1234567', 'aaaaaaaaaaaaaaaaaaaa', email]) {
    const answer = await new Client(server).post('/sign-up', { email, password });
    expect([password, answer.status]).toEqual([password, 422]);
    expect(alerts(answer.text)).toHaveLength(1);
  }
});

// Chromium sends the domain in ASCII; a client that isn't a browser sends what it was given.
test('an address in another script is one account, however it is spelled', PLAIN, async ({ page, server }) => {
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
      must(await new Client(server).post('/sign-in', { email, password }), '/mfa');
      expect((await new Client(server).post('/sign-up', { email, password })).status).toBe(422);
    }
  }
});

test('the account is deleted only by somebody who means it', PLAIN, async ({ page, people, become }) => {
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
  must(await other.post('/sign-up', credentials), '/mfa');
});
