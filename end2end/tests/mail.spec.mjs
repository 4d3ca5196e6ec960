// An account whose address is confirmed by mail: through a real relay, with the keyboard alone.

import { expect, test } from '../lib/fixtures.mjs';
import { reach } from '../lib/keyboard.mjs';
import { Person } from '../lib/person.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { SecurityPage } from '../pages/security.mjs';

const NEW_PASSWORD = 'another horse, another battery';

/** Types into a field and presses Enter. */
async function submit(page, field, text) {
  await reach(page, field);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

const emailField = (page) => page.getByRole('textbox', { name: 'Email', exact: true });

test('sign-up by the link of a mail, which works once', { tag: '@plain' }, async ({ page, shared, watch }) => {
  const server = await shared.mailServer();
  const person = new Person(server);
  await page.goto(`${server.origin}/sign-up`);
  await submit(page, emailField(page), person.email);
  await expect(page).toHaveURL(`${server.origin}/check-mail`);
  const { subject, path } = await server.relay.takeLink(person.email);
  expect(subject).toContain('Latchkey');
  await page.goto(server.origin + path);
  await expect(page.getByRole('main')).toContainText(person.email);
  await submit(page, page.getByLabel('Password', { exact: true }), person.password);
  await expect(page).toHaveURL(`${server.origin}/mfa/choose`);
  await watch.refused(page, 410, () => page.goto(server.origin + path));
});

test('a forgotten password: the link sets a new one, and the code is still asked for', { tag: '@plain' }, async ({ page, shared }) => {
  const server = await shared.mailServer();
  const person = await Person.of(server, 'enrolled');
  await page.goto(`${server.origin}/sign-in`);
  await reach(page, page.getByRole('link', { name: /forgot/i }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.origin}/reset`);
  await submit(page, emailField(page), person.email);
  await expect(page).toHaveURL(`${server.origin}/check-mail`);
  await page.goto(server.origin + (await server.relay.takeLink(person.email)).path);
  await submit(page, page.locator('#password'), NEW_PASSWORD);
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await person.client.get('/account/security')).location, 'the sessions have ended').toMatch(/^\/sign-in/);

  const signIn = signInPage(page);
  await reach(page, signIn.email);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(person.email);
  await submit(page, signIn.password, NEW_PASSWORD);
  await expect(page).toHaveURL(`${server.origin}/mfa/verify`);
  await new CodeEntry(page).enter(await person.authenticator.next());
  await expect(new SecurityPage(page).heading).toBeVisible();
});

test('a second address is confirmed in a session of the account, and removed again', async ({ page, shared, become }) => {
  const server = await shared.mailServer();
  const [person, other] = [await Person.of(server, 'enrolled'), await Person.of(server, 'enrolled')];
  const second = `second-${person.email}`;
  await become(person);
  await page.goto(`${server.origin}/account/second-address`);
  await submit(page, page.getByRole('main').getByRole('textbox'), second);
  const { path } = await server.relay.takeLink(second);

  await become(other);
  await page.goto(server.origin + path);
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);

  await become(person);
  await page.goto(server.origin + path);
  await reach(page, page.getByRole('main').getByRole('button'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/account\/security/);
  await expect(page.getByRole('main')).toContainText(second);
  await reach(page, page.getByRole('button', { name: 'Remove second address' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByText(second)).toHaveCount(0);
});
