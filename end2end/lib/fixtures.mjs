// What every test is given: a server of its worker's own, people with accounts, and browsers that are watched.

import { test as base, expect } from '@playwright/test';
import { House } from './house.mjs';
import { Person } from './person.mjs';
import { ScreenFixture, SharedFixtures } from './screen-fixture.mjs';
import { Server } from './server.mjs';
import { Watch } from './watch.mjs';

export { expect };

export const test = base.extend({
  database: ['sqlite', { option: true, scope: 'worker' }],
  /** Policy that a file's server is given, as `key=value`. */
  policy: [[], { option: true }],

  /** The server that the tests of one worker share. */
  house: [
    async ({ database }, use) => {
      const house = new House(database);
      await use(house);
      await house.close();
      // Refusals are information; an error is a bug or a failure of the storage.
      expect((await house.readLog()).split('\n').filter((line) => / ERROR |panicked/.test(line))).toEqual([]);
    },
    { scope: 'worker' },
  ],

  server: async ({ house, policy }, use) => use(await house.open(policy)),

  /** The people and servers that the screens of one worker share. */
  shared: [
    async ({ database }, use) => {
      const shared = new SharedFixtures(database);
      await use(shared);
      await shared.close();
    },
    { scope: 'worker' },
  ],

  /** Brings the browser to a screen in a certain state. */
  screenFixture: ({ page, server, shared, watch }, use) => use(new ScreenFixture(page, server, shared, watch)),

  baseURL: ({ server }, use) => use(server.origin),

  /** Starts servers with settings of their own, and ends them after the test. `stocked` has one begin with the run's people. */
  startServer: async ({ database }, use) => {
    const servers = [];
    await use(async (settings = {}, { stocked = false } = {}) => {
      const server = await Server.start({ database, settings, stocked });
      servers.push(server);
      return server;
    });
    for (const server of servers) await server.close();
  },

  /** People on the shared server: `people.enrolled()`. */
  people: ({ server }, use) => {
    const kinds = ['signedUp', 'pending', 'verified', 'enrolled', 'withPasskey', 'withBoth'];
    return use(Object.fromEntries(kinds.map((kind) => [kind, () => Person.of(server, kind)])));
  },

  /** Expects of all browsers of the test: `watch.refused(page, 401, action)`. */
  watch: async ({ context, javaScriptEnabled }, use) => {
    const watch = new Watch(context, { scripts: javaScriptEnabled });
    await use(watch);
    expect(watch.complaints(), 'console, uncaught errors and failed requests').toEqual([]);
  },

  /** Watches every page of the test. */
  page: async ({ page, watch: _ }, use) => use(page),

  /** Continues in the browser as a person who was brought there by HTTP. */
  become: ({ context }, use) => use((client) => context.addCookies((client.client ?? client).cookies())),
});
