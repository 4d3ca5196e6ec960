// Accessibility: axe-core in the page, in each way that a page can be drawn.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Half as long as the source that the package itself gives out, and read by the browser in half the time. */
const SOURCE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LIGHT = { colorScheme: 'light', forcedColors: 'none' };
const OTHER_COLOURS = [
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
];
/** The rules that look at colours. All others see the same where nothing but colours is different. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Rules about landmarks. A mail has none: it is shown within the page of a mail program, which has its own. */
export const OF_LANDMARKS = ['landmark-one-main', 'region'];

/** All violations on the page as it is now but those of the rules `without`, one line each. */
export async function violations(page, without = []) {
  await inject(page);
  await draw(page, LIGHT);
  const lines = await check(page, LIGHT, { without });
  const inLight = await structure(page);
  for (const look of OTHER_COLOURS) {
    await draw(page, look);
    const only = (await structure(page)) === inLight ? OF_COLOURS : undefined;
    lines.push(...(await check(page, look, { only, without })));
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  return lines;
}

/** Runs axe-core in the page. Not by `evaluate`, which sends back a description of what it has defined. */
async function inject(page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Runtime.evaluate', { expression: SOURCE });
  await browser.detach();
}

const draw = (page, look) => page.emulateMedia({ ...look, reducedMotion: 'reduce' });

/** Runs the rules `only`, or all of them but those of `without`. */
async function check(page, look, { only, without }) {
  const rules = only ? { runOnly: { type: 'rule', values: only } } : { rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])) };
  // What has passed isn't described, which takes longer than to find it. No rule that runs needs the stylesheets themselves.
  const options = { resultTypes: ['violations'], preload: false, ...rules };
  const violations = await page.evaluate(async (options) => (await globalThis.axe.run(options)).violations, options);
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
