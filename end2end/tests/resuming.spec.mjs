// Reloading, going back, a second tab: nothing is lost and nothing happens twice.

import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { alerts, plain } from '../lib/html.mjs';
import { must } from '../lib/person.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { SecurityPage } from '../pages/security.mjs';
import { TotpPage } from '../pages/totp.mjs';

const PLAIN = { tag: '@plain' };

test('every step is still there after a reload', async ({ page, people, become }) => {
  const person = await people.signedUp();
  await become(person);
  const [choose, totp, codes, security] = [new ChoosePage(page), new TotpPage(page), new RecoveryCodesPage(page), new SecurityPage(page)];
  await page.goto('/mfa');
  await page.reload();
  await choose.authenticatorApp.click();
  const secret = await totp.readSecret();
  await page.reload();
  expect(await totp.readSecret()).toBe(secret);

  await page.goto('/mfa/choose');
  await choose.authenticatorApp.click();
  expect(await totp.readSecret(), 'pressing the method again resumes').toBe(secret);

  await totp.enter(await new Authenticator(secret).next());
  const shown = await codes.read();
  await page.reload();
  expect(await codes.read()).toEqual(shown);
  await page.goto('/account/security');
  await expect(page, 'codes come first').toHaveURL('/mfa/recovery-codes');
  await codes.acknowledge();
  await expect(security.heading).toBeVisible();
  await page.reload();
  await expect(security.heading).toBeVisible();
});

test('going back leads forward to what is next', PLAIN, async ({ page, people, become }) => {
  const person = await people.pending();
  await become(person);
  const [totp, codes, security] = [new TotpPage(page), new RecoveryCodesPage(page), new SecurityPage(page)];
  await page.goto('/mfa/totp');
  await totp.enter(await person.authenticator.next());
  await expect(codes.codes).toHaveCount(10);
  const shown = await codes.read();
  await page.goBack();
  await page.goto('/mfa');
  await expect(page).toHaveURL('/mfa/recovery-codes');
  expect(await codes.read()).toEqual(shown);
  await codes.acknowledge();
  await expect(security.heading).toBeVisible();
  await page.goBack();
  await expect(codes.codes, 'acknowledged codes are never shown again').toHaveCount(0);
});

test('two tabs: what one has finished, the other finds finished', async ({ page, context, people, become }) => {
  const person = await people.pending();
  await become(person);
  const second = await context.newPage();
  const [here, there] = [new TotpPage(page), new TotpPage(second)];
  await page.goto('/mfa/totp');
  await second.goto('/mfa/totp');
  const secret = await here.readSecret();
  expect(await there.readSecret()).toBe(secret);
  const code = await person.authenticator.next();
  await here.enter(code);
  await expect(page).toHaveURL('/mfa/recovery-codes');
  await there.enter(code);
  await expect(second).toHaveURL('/mfa/recovery-codes');
  await new RecoveryCodesPage(page).acknowledge();
  await expect(new SecurityPage(page).heading).toBeVisible();
  await new RecoveryCodesPage(second).acknowledge();
  await expect(new SecurityPage(second).heading).toBeVisible();
  await expect(new SecurityPage(second).removes).toHaveCount(1);
});

test('two browsers that enroll at once: the later one goes on, the earlier one is told', async ({ people }) => {
  const person = await people.pending();
  const other = await person.halfSession();
  must(await other.post('/mfa/choose', { method: 'totp' }), '/mfa/totp');
  expect((await other.get('/mfa/totp')).text).not.toContain(person.authenticator.secret);
  const late = await person.client.post('/mfa/totp', { code: await person.authenticator.next() });
  expect(late.status).toBe(409);
  expect(alerts(late.text)).toHaveLength(1);

  const earlier = person.client;
  person.client = other;
  person.authenticator = await person.readAuthenticator();
  must(await other.post('/mfa/totp', { code: await person.authenticator.next() }), '/mfa/recovery-codes');
  expect((await earlier.get('/mfa')).location).toBe('/mfa/verify');
  must(await earlier.post('/mfa/verify', { code: await person.authenticator.next() }));
});

test('an enrollment that was given up can be begun anew', async ({ page, people, become }) => {
  await become(await people.pending());
  const totp = new TotpPage(page);
  await page.goto('/mfa/totp');
  const secret = await totp.readSecret();
  await page.getByRole('button', { name: /start over|cancel/i }).click();
  await expect(page).toHaveURL('/mfa/choose');
  await new ChoosePage(page).authenticatorApp.click();
  expect(await totp.readSecret()).not.toBe(secret);
});

test('pages of another step lead to the step that is due', async ({ people }) => {
  const [fresh, challenged] = [(await people.signedUp()).client, await (await people.enrolled()).halfSession()];
  for (const [client, paths] of [
    [fresh, ['/mfa/verify', '/mfa/recovery', '/mfa/recovery-codes', '/account/security']],
    [challenged, ['/mfa/totp', '/mfa/recovery-codes', '/account/security']],
  ]) {
    for (const path of paths) expect([path, (await client.get(path)).location]).toEqual([path, '/mfa']);
  }
  expect(plain((await challenged.get('/mfa/choose')).text)).toContain('Authenticator app');
});
