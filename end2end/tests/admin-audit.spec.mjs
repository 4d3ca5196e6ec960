// Every security event on the dashboard: filtered, paged, exported.

import { administrator } from '../lib/administrator.mjs';
import { expect, test } from '../lib/fixtures.mjs';

const HOSTILE = '=HYPERLINK("https://evil.example")<b>"\'';

test('what a person did and suffered is found, and exported as it is shown', async ({ page, people, server, become }) => {
  const admin = await administrator(server);
  const person = await people.enrolled();
  const [code] = await person.authenticator.wrong(1);
  await (await person.halfSession()).post('/mfa/verify', { code }, { 'user-agent': HOSTILE });
  await become(admin);
  await page.goto('/admin/audit');
  await page.getByLabel('Email address or ID').fill(person.email);
  await page.getByRole('button', { name: 'Search' }).click();
  const lines = page.getByRole('main').getByRole('list').last().getByRole('listitem');
  await expect(lines.first()).toContainText('Wrong verification code');
  await expect(lines.last()).toContainText('Account created');
  await page.getByLabel('Show refused events only').check();
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(lines).toHaveCount(1);
  await page.getByLabel('Event', { exact: true }).selectOption('Signed out');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('No events match these filters.')).toBeVisible();

  const { text, status } = await admin.client.get(`/admin/audit.csv?person=${encodeURIComponent(person.email)}`);
  expect(status).toBe(200);
  const rows = text.trim().split('\r\n');
  expect(rows[0]).toBe('id,at,account_id,name,actor,actor_name,event,method,result,address,agent,detail,times,last_at');
  expect(rows[1]).toContain(',code_refused,totp,refused,127.0.0.1,"\'=HYPERLINK(""https://evil.example"")<b>""\'",');
  expect(rows.at(-1)).toContain(',sign_up,');
  await page.goto('/admin/audit');
  await expect(lines.first()).toContainText('Audit log exported');
  await expect(lines.first()).toContainText(admin.email);
});

test('the pages meet every line once', async ({ page, startServer, context }) => {
  const server = await startServer({}, { stocked: true });
  const admin = await administrator(server);
  // Sent by hand, they would be counted in one line.
  await server.database.execute(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 51)
     INSERT INTO audit_event (id, at, actor, event, result, address, agent)
     SELECT '0000000000000000' || CAST(1000000000000000 + i AS TEXT), i, 'user', 'password_refused', 'refused', '192.0.2.1', 'browser' FROM n`,
  );
  await context.addCookies(admin.client.cookies());
  await page.goto(`${server.origin}/admin/audit?event=password_refused`);
  const lines = page.getByRole('main').getByRole('list').last().getByRole('listitem');
  await expect(lines).toHaveCount(50);
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page.getByLabel('Event', { exact: true })).toHaveValue('password_refused');
  await expect(lines).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0);
  // The server ends with the test: nothing may be on its way by then.
  await page.waitForLoadState('networkidle');
});

test('for everybody else there is no file', async ({ people, server }) => {
  const admin = await administrator(server);
  const person = await people.enrolled();
  for (const client of [person.client, await admin.halfSession()]) expect((await client.get('/admin/audit.csv')).status).toBe(404);
});
