// Somebody who has nothing but a keyboard.

import { expect } from '@playwright/test';

/** Presses Tab until this has the focus, and expects the focus to be visible. */
export async function reach(page, target) {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expectVisibleFocus(page, target);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${target}`);
}

/** Compares the picture of an element that has the focus with one of it without. */
async function expectVisibleFocus(page, target) {
  const { x, y, width, height } = await target.evaluate((element) => {
    element.scrollIntoView({ block: 'center' });
    return element.getBoundingClientRect().toJSON();
  });
  const clip = { x: Math.max(0, x - 8), y: Math.max(0, y - 8), width: width + 16, height: height + 16 };
  const picture = () => page.screenshot({ clip, animations: 'disabled' });
  const focused = await picture();
  await target.blur();
  expect(focused.equals(await picture()), 'the focus is invisible').toBe(false);
  await target.focus();
}

/** Six digits, then Enter, unless the page was quicker. */
export async function typeCode(page, code) {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.keyboard.type(code);
  const byItself = await Promise.race([answer.then(() => true), new Promise((done) => setTimeout(done, 2_000, false))]);
  if (!byItself) await page.keyboard.press('Enter');
  await answer;
}
