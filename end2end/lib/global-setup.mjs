// Before anything: is there something to test? Then the people that tests share are made, unless LATCHKEY_TEST_STOCK says that the tests of this run
// have people of their own: `none`.

import { access } from 'node:fs/promises';
import { sweep } from './run.mjs';
import { BINARY } from './server.mjs';
import { makeStock } from './stocking.mjs';

export default async function setup() {
  await access(BINARY).catch(() => {
    throw new Error(`There is no ${BINARY} to test. \`cargo xtask test\` builds it; LATCHKEY_BIN names another.`);
  });
  await sweep();
  if (process.env.LATCHKEY_TEST_STOCK === 'none') return undefined;
  // The few tests on PostgreSQL make their own people.
  return makeStock('sqlite');
}
