// The three ways to keep backup codes: copied, in a file, on paper.

import { readFile } from 'node:fs/promises';
import { expect, test } from '../lib/fixtures.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';

test.beforeEach(async ({ page, people, become }) => {
  await become(await people.verified());
  await page.addInitScript(() => {
    globalThis.printed = 0;
    globalThis.print = () => (globalThis.printed += 1);
  });
  await page.goto('/mfa/recovery-codes', { waitUntil: 'networkidle' });
});

test('copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const codes = new RecoveryCodesPage(page);
  await codes.copy.click();
  await expect(page.getByRole('status').filter({ hasText: /copied/i })).toBeVisible();
  const clipboard = await page.evaluate(() => navigator.clipboard.readText());
  for (const code of await codes.read()) expect(clipboard).toContain(code);
});

test('in a file', { tag: '@plain' }, async ({ page }) => {
  const codes = new RecoveryCodesPage(page);
  const [download] = await Promise.all([page.waitForEvent('download'), codes.download.click()]);
  expect(download.suggestedFilename()).toMatch(/\.txt$/);
  const text = await readFile(await download.path(), 'utf8');
  for (const code of await codes.read()) expect(text).toContain(code);
});

test('not in a file once the session has ended', { tag: '@plain' }, async ({ page, context }) => {
  const codes = new RecoveryCodesPage(page);
  page.on('download', () => {
    throw new Error('the sign-in page was kept as a file of codes');
  });
  await context.clearCookies();
  await codes.download.click();
  await page.waitForURL(/\/sign-in\?/);
});

test('on paper', async ({ page }) => {
  const codes = new RecoveryCodesPage(page);
  await codes.print.click();
  await expect.poll(() => page.evaluate(() => globalThis.printed)).toBe(1);
  await page.emulateMedia({ media: 'print' });
  await expect(codes.codes.first()).toBeVisible();
  await expect(codes.codes.last()).toBeVisible();
  await expect(codes.done).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
});

test('without scripts only what works is offered', { tag: '@plain' }, async ({ page, javaScriptEnabled }) => {
  const codes = new RecoveryCodesPage(page);
  for (const button of [codes.copy, codes.print]) await expect(button).toBeVisible({ visible: javaScriptEnabled });
  await expect(codes.download).toBeVisible();
});

test('not kept, not done', { tag: '@plain' }, async ({ page, watch }) => {
  const codes = new RecoveryCodesPage(page);
  await watch.refused(page, 422, () => codes.done.click());
  await expect(codes.alert).toBeVisible();
  await expect(codes.codes).toHaveCount(10);
});
