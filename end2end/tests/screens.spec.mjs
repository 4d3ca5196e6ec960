// Every screen in every state: no accessibility violation however it is drawn, what a screen reader is told of the dialogs, and nothing to scroll
// sideways on the narrowest screen, in German neither, whose words are longer.

import { violations } from '../lib/axe.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { REFUSED_FIELDS, TREES } from '../lib/screens/told.mjs';
import { SCREENS } from '../lib/screens.mjs';
import { tooWide } from '../lib/width.mjs';

for (const [name, open] of SCREENS) {
  test(name, async ({ page, screenFixture: screen }) => {
    await open(screen);
    if (TREES[name]) await expect(page.getByRole('dialog')).toMatchAriaSnapshot(TREES[name]);
    if (REFUSED_FIELDS[name]) await expectRefused(page, ...REFUSED_FIELDS[name]);
    await screen.settle();
    expect(await violations(page)).toEqual([]);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page.getByRole('main')).toHaveCount(1);
    expect(await page.title()).not.toBe('');

    await page.setViewportSize({ width: 320, height: 640 });
    expect(await tooWide(page)).toEqual([]);
    // Behind a dialog, nothing can be pressed; those have a test of their own in German.
    if ((await cameByLink(page)) && !(await page.getByRole('dialog').isVisible())) {
      await page.getByRole('button', { name: 'Deutsch' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
      expect(await tooWide(page)).toEqual([]);
    }
  });
}

/** Whether the page is still there in the other language: the answer to a refused form is not. */
const cameByLink = (page) => page.evaluate(() => performance.getEntriesByType('navigation')[0].responseStatus === 200);

async function expectRefused(page, role, name, description) {
  const field = page.getByRole('dialog').getByRole(role, { name, exact: true });
  await expect(field).toHaveAccessibleDescription(description);
  await expect(field, 'where the next try is typed').toBeFocused();
}

test('what is told of a screen is told of one that there is', () => {
  const names = SCREENS.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining([...Object.keys(TREES), ...Object.keys(REFUSED_FIELDS)]));
});
