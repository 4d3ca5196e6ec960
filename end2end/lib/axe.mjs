// Accessibility: axe-core in the page, in each way that a page can be drawn.

import axe from 'axe-core';

const LIGHT = { colorScheme: 'light', forcedColors: 'none' };
const OTHER_COLOURS = [
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
];
/** The rules that look at colours. All others see the same where nothing but colours is different. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** All violations on the page as it is now, one line each. */
export async function violations(page) {
  await page.evaluate(axe.source);
  await draw(page, LIGHT);
  const lines = await check(page, LIGHT);
  const inLight = await structure(page);
  for (const look of OTHER_COLOURS) {
    await draw(page, look);
    const rules = (await structure(page)) === inLight ? OF_COLOURS : undefined;
    lines.push(...(await check(page, look, rules)));
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  return lines;
}

const draw = (page, look) => page.emulateMedia({ ...look, reducedMotion: 'reduce' });

/** Runs these rules, or all of them. */
async function check(page, look, rules) {
  const violations = await page.evaluate(async (rules) => {
    // What has passed isn't described, which takes longer than to find it.
    const options = { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) };
    return (await globalThis.axe.run(options)).violations;
  }, rules);
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary})`).join('; ');
    return `${new URL(page.url()).pathname} ${look.colorScheme}/${look.forcedColors} ${id}: ${help}: ${where}`;
  });
}

/** Everything about the page that rules see but colours: its elements, where each is, and whether it is to be seen. */
function structure(page) {
  return page.evaluate(() => {
    const places = [...document.querySelectorAll('*')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height, element.checkVisibility({ opacityProperty: true, visibilityProperty: true })].join(' ');
    });
    return `${document.documentElement.outerHTML}\n${places.join('\n')}`;
  });
}
