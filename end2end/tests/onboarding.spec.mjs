// The whole way of somebody new, in a real browser, with nothing but what the screen shows.

import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { Person } from '../lib/person.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage, signUpPage } from '../pages/credentials.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { RecoveryPage } from '../pages/recovery.mjs';
import { SecurityPage } from '../pages/security.mjs';
import { TotpPage } from '../pages/totp.mjs';

test('from sign-up to saved backup codes, and back in by code and by backup code', { tag: ['@plain', '@postgres'] }, async ({ page, server }) => {
  const person = new Person(server);
  const totp = new TotpPage(page);
  const security = new SecurityPage(page);
  const codes = new RecoveryCodesPage(page);

  await page.goto('/');
  await page.getByRole('main').getByRole('link', { name: /sign up|create/i }).first().click();
  await signUpPage(page).enter(person);
  await expect(page).toHaveURL('/mfa/choose');
  await new ChoosePage(page).authenticatorApp.click();
  await expect(page).toHaveURL('/mfa/totp');

  const uri = new URL(await totp.scan());
  const secret = await totp.readSecret();
  await expect(totp.link).toHaveAttribute('href', uri.href);
  expect(uri.protocol + uri.host).toBe('otpauth:totp');
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret, issuer: 'Latchkey' });
  expect(decodeURIComponent(uri.pathname)).toBe(`/Latchkey:${person.email}`);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);

  const authenticator = new Authenticator(secret);
  await totp.enter(await authenticator.next());
  await expect(page).toHaveURL('/mfa/recovery-codes');
  await expect(codes.codes).toHaveCount(10);
  const saved = await codes.read();
  expect(new Set(saved).size).toBe(10);
  for (const code of saved) expect(code).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){4}$/i);
  await codes.acknowledge();
  await expect(page).toHaveURL('/account/security');
  await expect(security.heading).toBeVisible();
  await expect(security.removes).toHaveCount(1);

  await security.signOut.click();
  await expect(page).toHaveURL('/');
  await security.open();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount%2Fsecurity$/);
  await signInPage(page).enter(person);
  await expect(page).toHaveURL('/mfa/verify');
  await new CodeEntry(page).enter(await authenticator.next());
  await expect(security.heading).toBeVisible();

  await security.signOut.click();
  await signInPage(page).open();
  await signInPage(page).enter(person);
  await new CodeEntry(page).useBackupCode.click();
  await expect(page).toHaveURL('/mfa/recovery');
  await new RecoveryPage(page).enter(saved[0]);
  await expect(security.heading).toBeVisible();
  await expect(page.getByRole('main')).toContainText('You used a backup code. You have 9 left');
  await expect(page.getByRole('main')).toContainText(/\b9 of 10/);
});
