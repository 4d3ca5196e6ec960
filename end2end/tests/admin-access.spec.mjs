// The dashboard is there for administrators who have proved everything, and for nobody else.

import { FORMS, PAGES, administrator } from '../lib/administrator.mjs';
import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';

test('for everybody else there is no such page and no such form', async ({ people, server }) => {
  const admin = await administrator(server);
  const person = await people.enrolled();
  for (const client of [person.client, await admin.halfSession(), await person.halfSession()]) {
    for (const path of PAGES) expect([path, (await client.get(path)).status]).toEqual([path, 404]);
    for (const [path, fields] of FORMS) expect([path, (await client.post(path, fields)).status]).toEqual([path, 404]);
  }
  expect((await admin.client.get('/admin/keys')).text).toContain('No keys yet.');
});

test('somebody who is not signed in is sent to sign in, and comes back', async ({ page, server }) => {
  const admin = await administrator(server);
  const anonymous = new Client(server);
  for (const path of PAGES) {
    expect((await anonymous.get(path)).location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  await page.goto('/admin/people');
  await page.getByLabel('Email').fill(admin.email);
  await page.getByLabel('Password').fill(admin.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('textbox', { name: 'Verification code' }).fill(await admin.authenticator.next());
  await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
});

test('a new administrator needs no new sign-in, and a disabled one is out at once', async ({ people, server }) => {
  const person = await people.enrolled();
  expect((await person.client.get('/admin')).status).toBe(404);
  await server.command('admin', 'grant', person.email);
  expect((await person.client.get('/admin')).status).toBe(200);
  await server.database.execute(`UPDATE account SET disabled_at = 1 WHERE email = '${person.email}'`);
  expect((await person.client.get('/admin/policy')).location).toBe('/sign-in?next=%2Fadmin%2Fpolicy');
});
