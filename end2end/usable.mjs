// How long it takes on a slow phone until a code can be typed, and until scripts have loaded: `node usable.mjs` prints both, in milliseconds since
// the navigation. Network and processor are slowed by Chromium itself, as its developer tools do ("Slow 3G", four times slower).

import { chromium } from '@playwright/test';
import { launchOptions } from './lib/chromium.mjs';
import { Person } from './lib/person.mjs';
import { Server } from './lib/server.mjs';

const SLOW_3G = { offline: false, latency: 2_000, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const RUNS = 5;
const PAGES = [
  ['/mfa/totp', () => Person.pending(server).then((person) => person.client)],
  ['/mfa/verify', () => Person.enrolled(server).then((person) => person.halfSession())],
];

const server = await Server.start();
const browser = await chromium.launch(launchOptions);
try {
  for (const [path, signIn] of PAGES) {
    const client = await signIn();
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await open(client, path));
    for (const what of ['usable', 'awake']) {
      const times = runs.map((times) => times[what]).sort((a, b) => a - b);
      console.log(`${path} ${what}: ${times[0]} to ${times.at(-1)}, median ${times[Math.floor(RUNS / 2)]}`);
    }
  }
} finally {
  await browser.close();
  await server.close();
}

/** One visit with an empty cache. */
async function open(client, path) {
  const context = await browser.newContext({ baseURL: server.origin });
  await context.addCookies(client.cookies());
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', SLOW_3G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(path, { waitUntil: 'commit', timeout: 120_000 });
  await page.getByRole('textbox', { name: 'Verification code' }).waitFor({ timeout: 120_000 });
  const usable = await page.evaluate(async () => {
    for (;;) {
      const painted = performance.getEntriesByName('first-contentful-paint')[0];
      if (painted) return painted.startTime;
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
  // The WASM is what is loaded last; the page comes alive right after it.
  const awake = await page.evaluate(async () => {
    for (;;) {
      const wasm = performance.getEntriesByType('resource').find(({ name, responseEnd }) => name.endsWith('.wasm') && responseEnd);
      if (wasm) return wasm.responseEnd;
      await new Promise((done) => setTimeout(done, 50));
    }
  });
  await context.close();
  return { usable: Math.round(usable), awake: Math.round(awake) };
}
