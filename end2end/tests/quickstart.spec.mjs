// An application that is made from the documents alone: what the packed crates bring with them is enough for it.

import { test as base, expect } from '@playwright/test';
import { Authenticator } from '../lib/authenticator.mjs';
import { Quickstart } from '../lib/embed.mjs';
import { Authenticators } from '../lib/passkeys.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { TotpPage } from '../pages/totp.mjs';

const test = base.extend({
  quickstart: async ({}, use) => {
    const quickstart = await Quickstart.start();
    await use(quickstart);
    await quickstart.close();
  },

  baseURL: ({ quickstart }, use) => use(quickstart.origin),
});

const signIn = async (page, name) => {
  await page.goto('/vault');
  await expect(page).toHaveURL('/login?next=%2Fvault');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

const vault = (page) => page.getByRole('heading', { name: 'The vault', exact: true });

test('the protected page asks for a second factor, which can be an app', { tag: '@plain' }, async ({ page }) => {
  await signIn(page, 'ada');
  await expect(page).toHaveURL('/security/mfa/choose');
  await new ChoosePage(page).authenticatorApp.click();
  const totp = new TotpPage(page);
  const uri = new URL(await totp.scan());
  expect(decodeURIComponent(uri.pathname)).toBe('/Quickstart:ada');
  const authenticator = new Authenticator(await totp.readSecret());
  await totp.enter(await authenticator.next());
  await new RecoveryCodesPage(page).acknowledge();
  await expect(page).toHaveURL('/vault');
  await expect(vault(page)).toBeVisible();

  await page.getByRole('link', { name: 'Account security', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Account security', exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('10 of 10');
});

test('no other site signs anybody in', async ({ request }) => {
  const answer = (origin) => request.post('/login', { form: { name: 'ada' }, headers: { origin }, maxRedirects: 0 });
  expect((await answer('https://elsewhere.example')).status()).toBe(403);
});

test('the second factor can be a passkey: scripts and WASM come from the packed site', async ({ page, quickstart }) => {
  await Authenticators.builtIn(page);
  const fetched = [];
  page.on('response', (response) => fetched.push([new URL(response.url()).pathname, response.status()]));
  await signIn(page, 'grace');
  await new ChoosePage(page).passkey.click();
  await page.getByRole('button', { name: 'Register passkey', exact: true }).click();
  await new RecoveryCodesPage(page).acknowledge();
  await expect(vault(page)).toBeVisible();
  const wasm = fetched.filter(([path]) => path.endsWith('.wasm'));
  expect(wasm.length).toBeGreaterThan(0);
  expect(wasm.every(([path, status]) => path.startsWith('/security/pkg/latchkey-') && status === 200)).toBe(true);
  expect(await quickstart.readLog()).not.toMatch(/ ERROR |panicked/);
});
