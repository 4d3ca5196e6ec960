// How many accounts are enrolled, on the first page of the dashboard.

import { administrator } from '../lib/administrator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { Person } from '../lib/person.mjs';

test('what people have, where they stop and what goes wrong is counted', async ({ page, startServer, context }) => {
  const server = await startServer();
  const admin = await administrator(server);
  await Person.signedUp(server);
  await Person.pending(server);
  const person = await Person.enrolled(server);
  const half = await person.halfSession();
  for (const code of await person.authenticator.wrong(2)) await half.post('/mfa/verify', { code });

  await context.addCookies(admin.client.cookies());
  await page.goto(`${server.origin}/admin`);
  await expect(page.getByRole('heading', { name: 'Adoption', level: 1 })).toBeVisible();
  const row = (table, name) => page.getByRole('table', { name: table }).getByRole('row', { name });
  await expect(row('Current enrollment', /^Enrolled \d/)).toHaveText(/2\s*50%/);
  await expect(row('Current enrollment', 'Not enrolled')).toHaveText(/2\s*50%/);
  await expect(row('Enrollment funnel', 'Set up authenticator app').getByRole('cell')).toHaveText(['3', '2', '1']);
  await expect(row('Enrollment funnel', 'Choose a method').getByRole('cell')).toHaveText(['4', '3', '1']);
  await expect(page.getByRole('listitem').filter({ hasText: 'Set up authenticator app' })).toContainText('3 reached, 2 completed');
  await expect(page.getByText('Most drop-offs: “Choose a method”, 1 of 4.')).toBeVisible();
  for (const [name, gist] of [
    ['Enrollment over time', /^Enrolled: 50% on \d{4}-\d\d-\d\d\.$/],
    ['Refused verifications', /^Refused: 2 in total, most on \d{4}-\d\d-\d\d: 2\.$/],
  ]) {
    const picture = page.getByRole('img', { name });
    await expect(picture).toHaveAccessibleDescription(gist);
    await expect(page.locator(`table#${await picture.getAttribute('aria-details')}`)).toHaveCount(1);
  }
  await page.getByText('Show as a table').last().click();
  await expect(page.getByRole('table', { name: 'Refused verifications' }).getByRole('row').nth(1).getByRole('cell').first()).toHaveText('2');

  await page.getByRole('link', { name: '7 days', exact: true }).click();
  await expect(page.getByRole('link', { name: '7 days', exact: true })).toHaveAttribute('aria-current', 'page');
  await page.getByText('Show as a table').last().click();
  await expect(page.getByRole('table', { name: 'Refused verifications' }).getByRole('row')).toHaveCount(8);
  await page.getByRole('link', { name: 'Show accounts that aren’t enrolled' }).click();
  await expect(page.getByLabel('Show', { exact: true })).toHaveValue('unenrolled');

  const { text, status } = await admin.client.get('/admin/adoption.csv?days=7');
  const rows = text.trim().split('\r\n');
  expect([status, rows.length]).toEqual([200, 8]);
  expect(rows[0]).toMatch(/^day,accounts,enrolled,apps,passkeys,/);
  expect(rows.at(-1)).toMatch(/^\d{4}-\d\d-\d\d,4,2,2,0,0,0,2,\d+,2,0,0,0$/);
  await page.waitForLoadState('networkidle');
});

test('where there is nothing to draw, that is said', async ({ page, startServer, context }) => {
  const server = await startServer();
  const admin = await administrator(server);
  await server.database.execute('DELETE FROM flow_event');
  await server.database.execute('UPDATE account SET factors = 0');
  await context.addCookies(admin.client.cookies());
  await page.goto(`${server.origin}/admin`);
  for (const nothing of ['No accounts were enrolled', 'No one started to enroll', 'No verifications were refused']) {
    await expect(page.getByText(`${nothing} in this period.`)).toBeVisible();
  }
  await expect(page.getByRole('main').getByRole('img')).toHaveCount(0);
});

test('for everybody else there is no file', async ({ people, server }) => {
  const admin = await administrator(server);
  const person = await people.enrolled();
  for (const client of [person.client, await admin.halfSession()]) {
    expect((await client.get('/admin/adoption.csv')).status).toBe(404);
  }
});
