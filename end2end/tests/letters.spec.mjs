// Mails as a mail program shows them: in each way that they can be drawn, on the narrowest screen, and by programs that drop all styles.

import { OF_LANDMARKS, violations } from '../lib/axe.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { letters } from '../lib/letters.mjs';
import { tooWide } from '../lib/width.mjs';

test('every mail is accessible, fits the narrowest screen and loads nothing', async ({ server, page }) => {
  test.setTimeout(180_000);
  const all = await letters(server);
  expect(all.length).toBeGreaterThan(60);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.setViewportSize({ width: 320, height: 640 });
  for (const { name, language, html } of all) {
    await page.setContent(html);
    await expect(page.locator('html'), name).toHaveAttribute('lang', language);
    await expect(page.getByRole('heading', { level: 1 }), name).toHaveCount(1);
    expect(await tooWide(page), name).toEqual([]);
    // In another language, a mail has the same elements in the same colours.
    if (language === 'en') expect(await violations(page, OF_LANDMARKS), name).toEqual([]);
  }
  expect(requests).toEqual([]);
});

test('a mail can be read where its styles are dropped', async ({ server, page }) => {
  const letter = (await letters(server)).find(({ name }) => name === 'recovery-ready-en');
  await page.setContent(letter.html.replace(/<style[\s\S]*?<\/style>/g, '').replace(/ (style|class)="[^"]*"/g, ''));
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await tooWide(page)).toEqual([]);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const link of await page.getByRole('link').all()) await expect(link).toBeVisible();
  expect(await page.getByRole('link').count()).toBeGreaterThan(1);
});
