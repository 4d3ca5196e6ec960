// The first page that a browser loads contains its stylesheet: it looks as it should before any other file has arrived.

import { expect, test } from '../lib/fixtures.mjs';

const LOOKS = ['background-color', 'border-radius', 'color', 'font-family', 'font-size', 'min-height'];

/** How the page's heading and its button look. */
const look = (page) =>
  page.evaluate(
    (properties) =>
      ['h1', 'main button'].map((selector) => {
        const style = getComputedStyle(document.querySelector(selector));
        return properties.map((property) => style.getPropertyValue(property));
      }),
    LOOKS,
  );

test('waits for no file, and the next one has the file', { tag: '@plain' }, async ({ page }) => {
  let release;
  const released = new Promise((done) => (release = done));
  const requested = [];
  await page.route('**/*.css', async (route) => {
    requested.push(new URL(route.request().url()).pathname);
    await released;
    await route.continue();
  });
  const first = await page.goto('/sign-in', { waitUntil: 'domcontentloaded' });
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  const alone = await look(page);
  expect((await first.allHeaders())['content-encoding']).toBe('gzip');
  release();
  await page.waitForLoadState('load');
  expect(await look(page), 'nothing changes when the file arrives').toEqual(alone);

  await page.unroute('**/*.css');
  const next = await page.goto('/sign-in');
  expect(await next.text()).not.toContain('<style');
  expect(await look(page)).toEqual(alone);
  expect(requested, 'the page has it fetched once').toHaveLength(1);

  await page.evaluate(() => document.querySelectorAll('link[rel="stylesheet"]').forEach((link) => link.remove()));
  expect(await look(page), 'a page without a stylesheet looks different').not.toEqual(alone);
});
