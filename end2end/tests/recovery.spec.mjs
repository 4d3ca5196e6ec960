// Losing the phone and all codes, and trusting a browser: with the keyboard alone, scripts on and off.

import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { reach, typeCode } from '../lib/keyboard.mjs';
import { Person } from '../lib/person.mjs';
import { endWaiting, RECOVERY_PAGE, settled } from '../lib/recoveries.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { SecurityPage } from '../pages/security.mjs';
import { TotpPage } from '../pages/totp.mjs';

async function press(page, target, key = 'Enter') {
  await reach(page, target);
  await page.keyboard.press(key);
}

async function signIn(page, server, { email, password }) {
  await page.goto(`${server.origin}/sign-in`);
  const { email: address, password: word } = signInPage(page);
  await reach(page, address);
  await page.keyboard.type(email);
  await reach(page, word);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.origin}/mfa/verify`);
}

/** Opens the link of a mail, and types the password of the account. */
async function confirmWithPassword(page, server, path, password) {
  await page.goto(server.origin + path);
  await reach(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

test('everything is lost but the password and the mailbox', { tag: '@plain' }, async ({ page, shared }) => {
  const server = await shared.mailServer();
  const person = await settled(server);
  await signIn(page, server, person);
  await press(page, page.getByRole('link', { name: /Lost your phone/ }).first());
  await expect(page).toHaveURL(`${server.origin}/lost-access`);
  await press(page, page.getByRole('main').getByRole('link', { name: 'Account recovery' }));
  await expect(page).toHaveURL(server.origin + RECOVERY_PAGE);
  await press(page, page.getByRole('button', { name: 'Send me the link' }));
  await confirmWithPassword(page, server, (await server.relay.takeLink(person.email)).path, person.password);
  await expect(page.getByRole('main')).toContainText('A recovery is in progress.');

  await server.relay.takeLink(person.email);
  await endWaiting(server, person);
  await confirmWithPassword(page, server, (await server.relay.takeLink(person.email)).path, person.password);
  await press(page, new ChoosePage(page).authenticatorApp);
  await expect(page).toHaveURL(`${server.origin}/mfa/totp`);
  const totp = new TotpPage(page);
  const authenticator = new Authenticator(await totp.readSecret());
  await reach(page, totp.field);
  await typeCode(page, await authenticator.next());
  const codes = new RecoveryCodesPage(page);
  await press(page, codes.saved, 'Space');
  await press(page, codes.done, 'Space');
  await expect(new SecurityPage(page).heading).toBeVisible();
  expect((await person.client.get('/account/security')).location, 'the sessions from before have ended').toMatch(/^\/sign-in/);
});

test('a browser is trusted, used without a code, and not trusted any more', { tag: '@plain' }, async ({ page, startServer }) => {
  const server = await startServer({}, { stocked: true });
  await server.setPolicy('trust_days=30');
  const person = await Person.of(server, 'enrolled');
  await signIn(page, server, person);
  await press(page, page.getByRole('checkbox', { name: /Don’t ask again/ }), 'Space');
  await reach(page, new CodeEntry(page).field);
  await typeCode(page, await person.authenticator.next());
  const security = new SecurityPage(page);
  await expect(security.heading).toBeVisible();
  await press(page, security.signOut);
  await expect(page).toHaveURL(`${server.origin}/`);

  const { email, password } = signInPage(page);
  await page.goto(`${server.origin}/sign-in`);
  await reach(page, email);
  await page.keyboard.type(person.email);
  await reach(page, password);
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(security.heading, 'no code was asked for').toBeVisible();
  await press(page, page.locator('form[action="/account/trusted-browsers"]').getByRole('button').first());
  await expect(page, 'the session rests on the trust, and asks for a code now').toHaveURL(`${server.origin}/mfa/verify`);
});
