// Three projects run the same files: a test says by its tags which of them it belongs to.
//
//   @plain      also runs with scripts switched off
//   @postgres   also runs on PostgreSQL, when LATCHKEY_TEST_POSTGRES_URL names a server on which databases may be made

import { defineConfig } from '@playwright/test';
import { launchOptions } from './lib/chromium.mjs';
import { PICTURES } from './lib/run.mjs';

const project = (name, database, javaScriptEnabled, grep) => ({ name, grep, use: { database, javaScriptEnabled } });

const projects = [
  project('sqlite', 'sqlite', true, /.*/),
  project('sqlite, no scripts', 'sqlite', false, /@plain/),
];

if (process.env.LATCHKEY_TEST_POSTGRES_URL) {
  projects.push(project('postgres', 'postgres', true, /@postgres/));
}

export default defineConfig({
  testDir: 'tests',
  testMatch: '*.spec.mjs',
  outputDir: PICTURES,
  globalSetup: './lib/global-setup.mjs',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes only sometimes has found something.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./lib/times.mjs']],
  projects,
  use: {
    launchOptions,
    locale: 'en-US',
    timezoneId: 'UTC',
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    screenshot: 'only-on-failure',
    trace: 'off',
  },
});
