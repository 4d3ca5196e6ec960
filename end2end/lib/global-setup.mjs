// Before anything: is there something to test?

import { access } from 'node:fs/promises';
import { sweep } from './run.mjs';
import { BINARY } from './server.mjs';

export default async function setup() {
  await access(BINARY).catch(() => {
    throw new Error(`There is no ${BINARY} to test. \`cargo xtask test\` builds it; LATCHKEY_BIN names another.`);
  });
  await sweep();
}
