// Pressing a button twice on a slow network.

import { setTimeout as sleep } from 'node:timers/promises';
import { administrator } from './administrator.mjs';
import { expect, test as base } from './fixtures.mjs';
import { Person } from './person.mjs';
import { Server } from './server.mjs';
import { SlowNetwork } from './slow-network.mjs';

/** How late answers are: the second press comes while the first is under way. */
const DELAY = 250;

/** Milliseconds between the presses. */
const APART = (process.env.LATCHKEY_TEST_PRESSES ?? '130').split(' ').map(Number);

/** A test whose server is behind a slow network; `prepare` gives more options of the server. */
export const behindSlowNetwork = (prepare = async () => ({})) =>
  base.extend({
    slow: [
      async ({ database }, use) => {
        const network = await SlowNetwork.listen(DELAY);
        const origin = `http://localhost:${network.port}`;
        const options = await prepare();
        const server = await Server.start({ database, settings: { LATCHKEY__SERVER__PUBLIC_ORIGIN: origin }, ...options });
        server.origin = origin;
        network.leadTo(server.port);
        await use(server);
        network.close();
        await server.close();
        options.relay?.close();
      },
      { scope: 'worker' },
    ],

    server: ({ slow }, use) => use(slow),
  });

/** A form on a page: the page that it `leads` to, its address (`act`), the typed text (`fields`), a box (`ticked`), and its button if there are several (`button`). */
export const form = (page, leads, { act = page, ...rest } = {}) => ({ page, act, leads, fields: {}, ...rest });

/** Somebody of this kind, signed in. */
export const as = (kind, describe) => async (server) => {
  const person = await Person.of(server, kind);
  return { client: person.client, ...(await describe(person, server)) };
};

/** Somebody of this kind, whose password was accepted. */
export const half = (kind, describe) => async (server) => {
  const person = await Person.of(server, kind);
  return { client: await person.halfSession(), ...(await describe(person)) };
};

/** Somebody who may open the dashboard. */
export const admin = (describe) => async (server) => {
  const helper = await administrator(server);
  return { client: helper.client, ...(await describe(helper, server)) };
};

/** The page of something behind a link on another page, such as the one that renames an app. */
export async function behind(client, page, pattern) {
  return (await client.get(page)).text.match(pattern)[1];
}

/** Defines a test for each form of `forms` and each pause. `skipped(name)` says why there is none where scripts are on. */
export function pressEachTwice(test, forms, skipped = () => undefined) {
  for (const apart of APART) {
    for (const [name, prepare] of Object.entries(forms)) {
      test.describe(() => {
        const reason = skipped(name, APART.length > 1);
        // Decided before a browser page is opened.
        if (reason) test.skip(({ javaScriptEnabled }) => javaScriptEnabled !== false, reason);
        test(`${name}, pressed again after ${apart} ms @plain`, async ({ page, server, become }) => {
          const { client, ...described } = await prepare(server);
          if (client) await become(client);
          await pressTwice(page, described, apart);
        });
      });
    }
  }
}

async function pressTwice(page, { page: address, act, leads, fields, ticked, button = '' }, apart) {
  // So high that no field scrolls the button away.
  await page.setViewportSize({ width: 1280, height: 2400 });
  await page.goto(address);
  const sent = page.locator(`form[method=post][action^="${act.split('?')[0]}"]`).filter({ has: page.locator(`button${button}`) }).first();
  // Where the button is, before the last digit sends the form by itself.
  const { x, y, width, height } = await place(sent.locator(`button${button}`).first());
  let answers = 0;
  page.on('response', (response) => (answers += response.request().method() === 'POST' ? 1 : 0));
  for (const [field, value] of Object.entries(fields)) await sent.locator(`[name=${field}]`).fill(value);
  if (ticked) await sent.locator(`[name=${ticked}]`).check();
  await page.mouse.click(x + width / 2, y + height / 2);
  await sleep(apart);
  await page.mouse.click(x + width / 2, y + height / 2);
  await expect.poll(() => [answers > 0, new URL(page.url()).pathname]).toEqual([true, leads]);
  await page.waitForLoadState();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('h1')).toBeVisible();
}

/** Where the button is, once it is in view. */
async function place(button) {
  await button.scrollIntoViewIfNeeded();
  return button.boundingBox();
}
