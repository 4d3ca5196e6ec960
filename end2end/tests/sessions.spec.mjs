// Sessions: what is signed in, ended one by one or all others at once, and dead from the next request on.

import { expect, test } from '../lib/fixtures.mjs';
import { FULL, HALF, must, Person } from '../lib/person.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { SecurityPage } from '../pages/security.mjs';

const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };

test('another browser is listed, and ended', async ({ page, people, become }) => {
  const person = await people.enrolled();
  await become(person);
  const other = await person.signIn(FIREFOX);
  const security = new SecurityPage(page);
  await security.open();
  const main = page.getByRole('main');
  await expect(main).toContainText(/Firefox/);
  await expect(main.getByText('This browser', { exact: true })).toHaveCount(1);
  await main.getByRole('button', { name: /^End session: Firefox/ }).click();
  await expect(page.getByRole('status')).toBeVisible();
  await expect(main.getByRole('button', { name: /^End session: Firefox/ })).toBeHidden();
  expect((await other.get('/account/security')).location).toMatch(/^\/sign-in/);
  await security.open();
  await expect(security.heading).toBeVisible();
});

test('all others at once, without a question', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const others = [await person.signIn(), await person.halfSession()];
  await become(person);
  const security = new SecurityPage(page);
  await security.open();
  await security.endOthers.click();
  await expect(security.heading).toBeVisible();
  for (const other of others) expect((await other.get('/account/security')).location).toMatch(/^\/sign-in/);
  await page.reload();
  await expect(security.heading).toBeVisible();
});

test('signing out ends the session on the server and clears what the browser kept', async ({ people }) => {
  const { client } = await people.enrolled();
  const before = client.copy();
  const answer = must(await client.post('/sign-out'), '/');
  expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
  for (const name of [FULL, HALF]) expect(client.cookie(name)).toBeUndefined();
  expect((await before.get('/account/security')).location).toMatch(/^\/sign-in/);
});

test('the back button shows nothing after signing out', async ({ page, people, become }) => {
  await become(await people.enrolled());
  const security = new SecurityPage(page);
  await security.open();
  await security.signOut.click();
  await expect(page).toHaveURL('/');
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(security.heading).toBeHidden();
});

test('back to the page that a sign-in led to, one signs in again, and is not told that cookies are blocked', { tag: '@plain' }, async ({ page, people }) => {
  const { email, password } = await people.signedUp();
  const signIn = signInPage(page);
  await signIn.open();
  await signIn.enter({ email, password });
  await expect(page).toHaveURL('/mfa/choose');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/');
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('nobody ends a session of somebody else', async ({ people }) => {
  const [owner, other] = [await people.enrolled(), await people.enrolled()];
  await owner.signIn();
  const page = (await owner.client.get('/account/security')).text;
  const ids = [...page.matchAll(/<input[^>]*name="id"[^>]*>/g)].map(([input]) => /value="([^"]+)"/.exec(input)[1]);
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) expect((await other.client.post('/account/sessions', { action: 'end', id })).status).toBe(404);
  expect((await owner.client.get('/account/security')).status).toBe(200);
});

test('sessions outlive a restart, ended ones stay ended', async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  const person = await Person.of(server, 'enrolled');
  const other = await person.signIn();
  const gone = other.copy();
  must(await other.post('/sign-out'));
  await server.restart();
  expect((await person.client.get('/account/security')).status).toBe(200);
  expect((await gone.get('/account/security')).location).toMatch(/^\/sign-in/);
});
