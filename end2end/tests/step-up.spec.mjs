// Sensitive actions want a fresh proof; after it, what was being done goes on by itself, and only that, and only once.

import { expect, test } from '../lib/fixtures.mjs';
import { must } from '../lib/person.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { RecoveryPage } from '../pages/recovery.mjs';
import { SecurityPage } from '../pages/security.mjs';
import { TotpPage } from '../pages/totp.mjs';

const PLAIN = { tag: '@plain' };

test('new backup codes', async ({ page, people, become }) => {
  const person = await people.enrolled();
  await become(person);
  await person.letProofsExpire();
  const [security, entry, codes] = [new SecurityPage(page), new CodeEntry(page), new RecoveryCodesPage(page)];
  await security.open();
  await security.newCodes.click();
  await expect(page).toHaveURL('/mfa/verify');
  await entry.enter(await person.authenticator.next());
  await expect(page).toHaveURL('/mfa/recovery-codes');
  expect(await codes.read()).not.toContain(person.codes[0]);

  must(await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[0] }));
  await codes.acknowledge();
  await expect(security.heading).toBeVisible();
  expect((await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[1] })).status).toBe(401);
});

test('replacing the authenticator app, proved by a backup code since the phone is lost', PLAIN, async ({ page, people, become }) => {
  const person = await people.enrolled();
  await become(person);
  await person.letProofsExpire();
  const security = new SecurityPage(page);
  await security.open();
  await security.replace.click();
  await expect(page).toHaveURL('/mfa/verify');
  await new CodeEntry(page).useBackupCode.click();
  await new RecoveryPage(page).enter(person.codes[0]);
  await expect(page).toHaveURL('/mfa/totp');
  await expect(new TotpPage(page).qr).toBeVisible();
});

test('deleting the account keeps the answer that was given', async ({ page, people, become }) => {
  const person = await people.enrolled();
  await become(person);
  await page.goto('/account/delete');
  await page.getByRole('main').getByRole('checkbox').check();
  await person.letProofsExpire();
  await page.getByRole('main').getByRole('button', { name: /delete/i }).click();
  await expect(page).toHaveURL('/mfa/verify');
  await new CodeEntry(page).enter(await person.authenticator.next());
  await expect(page).toHaveURL('/');
  const again = await person.client.copy().post('/sign-in', { email: person.email, password: person.password });
  expect(again.status).toBe(401);
});

test('changing the password asks before the form is shown', async ({ page, people, become }) => {
  const person = await people.enrolled();
  await become(person);
  await person.letProofsExpire();
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Change password', exact: true }).click();
  await expect(page).toHaveURL('/mfa/verify');
  await new CodeEntry(page).enter(await person.authenticator.next());
  await expect(page).toHaveURL('/account/password');
  await expect(page.getByLabel('New password')).toBeVisible();
});

test('a proof in one session is none in another', async ({ people }) => {
  const person = await people.enrolled();
  const other = await person.signIn();
  await person.letProofsExpire();
  must(await other.post('/mfa/verify', { code: await person.authenticator.next() }));
  expect((await person.client.post('/account/recovery-codes')).location).toBe('/mfa/verify');
  expect((await other.post('/account/recovery-codes')).location).toBe('/mfa/recovery-codes');
});

test('what was held is done once', async ({ people }) => {
  const person = await people.enrolled();
  await person.letProofsExpire();
  must(await person.client.post('/account/recovery-codes'), '/mfa/verify');
  let answer = must(await person.client.proveForForm(await person.authenticator.next()));
  while (answer.status === 303 && answer.location !== '/mfa/recovery-codes') answer = await person.client.get(answer.location);
  const made = await person.readCodes();
  await person.acknowledge();
  await person.letProofsExpire();
  answer = must(await person.client.post('/mfa/verify', { code: await person.authenticator.next() }));
  while (answer.status === 303) answer = await person.client.get(answer.location);
  expect(answer.text).not.toContain('data-testid="recovery-code"');
  must(await (await person.halfSession()).post('/mfa/recovery', { code: made[0] }));
});
