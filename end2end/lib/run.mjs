// Where one run keeps its servers' folders and its pictures. Each has a place of its own, so that two at once don't sweep each other away;
// it stays until the next run, so that a failure can be read afterwards.

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RESULTS = fileURLToPath(new URL('../results', import.meta.url));

// Workers are children of the process that began the run, and inherit its name.
process.env.LATCHKEY_TEST_RUN ??= String(process.pid);

export const SERVERS = join(RESULTS, process.env.LATCHKEY_TEST_RUN, 'servers');
export const STOCKS = join(RESULTS, process.env.LATCHKEY_TEST_RUN, 'stock');
export const PICTURES = join(RESULTS, process.env.LATCHKEY_TEST_RUN, 'tests');

/** Removes what runs have left that are over. */
export async function sweep() {
  const runs = await readdir(RESULTS).catch(() => []);
  const over = runs.filter((run) => run !== process.env.LATCHKEY_TEST_RUN && !isAlive(Number(run)));
  await Promise.all(over.map((run) => rm(join(RESULTS, run), { recursive: true, force: true })));
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
