// Pictures of every screen in every state, and of every mail: `node shots.mjs FOLDER [PART OF A NAME]` writes `NAME-WIDTH-THEME.png` there. The names of
// mails begin with `letter-`.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './lib/chromium.mjs';
import { letters } from './lib/letters.mjs';
import { ScreenFixture, SharedFixtures } from './lib/screen-fixture.mjs';
import { SCREENS } from './lib/screens.mjs';
import { Server } from './lib/server.mjs';

const WIDTHS = [360, 1280];
const THEMES = ['light', 'dark'];

const [folder, part = ''] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node shots.mjs FOLDER [PART OF A NAME]');
  process.exit(2);
}

await mkdir(folder, { recursive: true });
const server = await Server.start();
const shared = new SharedFixtures('sqlite');
const browser = await chromium.launch(launchOptions);
try {
  for (const [name, open] of SCREENS.filter(([screen]) => screen.includes(part))) await takeScreen(name, open);
  const mails = (await letters(server)).map(({ name, html }) => [`letter-${name}`, html]);
  for (const [name, html] of mails.filter(([letter]) => letter.includes(part))) await takeLetter(name, html);
} finally {
  await browser.close();
  await shared.close();
  await server.close();
}

async function takeScreen(name, open) {
  const context = await browser.newContext({ baseURL: server.origin, locale: 'en-US', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const screen = new ScreenFixture(page, server, shared);
  await open(screen);
  await screen.settle();
  // A dialog is where the eye is, not on the page behind it.
  await take(name, page, (await page.locator('dialog[open]').count()) === 0);
  await context.close();
}

async function takeLetter(name, html) {
  const page = await browser.newPage();
  await page.setContent(html);
  await take(name, page, true);
  await page.close();
}

async function take(name, page, fullPage) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage });
    }
  }
  console.log(name);
}
