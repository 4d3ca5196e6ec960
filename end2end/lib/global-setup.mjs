// Before anything: is there something to test? And what the last run left behind goes, so that a log in `results/` always belongs to this one.

import { access, rm } from 'node:fs/promises';
import { BINARY, SERVERS } from './server.mjs';

export default async function setup() {
  await access(BINARY).catch(() => {
    throw new Error(`There is no ${BINARY} to test. \`cargo xtask test\` builds it; LATCHKEY_BIN names another.`);
  });
  await rm(SERVERS, { recursive: true, force: true });
}
