// How long each test took, as lines of JSON in the file that LATCHKEY_TEST_TIMES names, for what reports the slowest of all tests. Without it,
// nothing is written.

import { appendFileSync } from 'node:fs';

export default class Times {
  #file = process.env.LATCHKEY_TEST_TIMES;

  /** Another reporter prints. */
  printsToStdio() {
    return false;
  }

  onTestEnd(test, { duration }) {
    if (!this.#file) return;
    const [, project, ...path] = test.titlePath();
    const line = { name: `browser › ${path.join(' › ')} [${project}]`, seconds: Number((duration / 1000).toFixed(2)) };
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}
