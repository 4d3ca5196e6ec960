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

/** How many bytes of stylesheets came over the network. */
const transferred = (page) =>
  page.evaluate(() => {
    const files = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.css'));
    return files.map(({ transferSize }) => transferSize);
  });

test('waits for no file, and the next one has the file', { tag: '@plain' }, async ({ page }) => {
  let release;
  const released = new Promise((done) => (release = done));
  await page.route('**/*.css', async (route) => {
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

  // A page with routes doesn't use its cache.
  await page.unroute('**/*.css');
  await page.goto('/sign-up');
  const next = await page.goto('/sign-in');
  expect(await next.text()).not.toContain('<style');
  expect(await look(page)).toEqual(alone);
  expect(await transferred(page), 'from the cache').toEqual([0]);

  await page.evaluate(() => document.querySelectorAll('link[rel="stylesheet"]').forEach((link) => link.remove()));
  expect(await look(page), 'a page without a stylesheet looks different').not.toEqual(alone);
});
