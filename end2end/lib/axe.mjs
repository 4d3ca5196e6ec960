// Accessibility: axe-core in the page, in each way that a page can be drawn.

import axe from 'axe-core';

const LOOKS = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
];

/** All violations on the page as it is now, one line each. */
export async function violations(page) {
  await page.evaluate(axe.source);
  const lines = [];
  for (const look of LOOKS) {
    await page.emulateMedia({ ...look, reducedMotion: 'reduce' });
    const found = await page.evaluate(() => globalThis.axe.run());
    for (const { id, help, nodes } of found.violations) {
      const where = nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary})`).join('; ');
      lines.push(`${new URL(page.url()).pathname} ${look.colorScheme}/${look.forcedColors} ${id}: ${help}: ${where}`);
    }
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  return lines;
}
