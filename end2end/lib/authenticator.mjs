// An authenticator app: codes come from `oathtool`, the way a phone would make them.
//
// A code counts once and steps must rise, while the server accepts the step before and after its own. So an app here spends the earliest step that
// still counts: three proofs fit one after the other (before, now, after) before a test has to wait for the clock.

import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PERIOD = 30;
/** A code made this long before its step leaves the window is still in time when it arrives. */
const MARGIN = 6;

export class Authenticator {
  #last = 0;

  /** `last` is the last step whose code was spent, if it isn't new. */
  constructor(secret, last = 0) {
    this.secret = secret;
    this.#last = last;
  }

  /** Counts the codes before the present step as spent: the next one is in time for as long as after an enrollment. */
  spendEarlier() {
    this.#last = Math.max(this.#last, Math.floor(seconds() / PERIOD) - 1);
  }

  /** What another process needs to go on with it. */
  describe() {
    return { secret: this.secret, last: this.#last };
  }

  /** The code of a step, counted from the present one. */
  async at(offset) {
    return this.#code(Math.floor(seconds() / PERIOD) + offset);
  }

  /** A code that has not been spent and that the server accepts; waits only if all three in the window are spent. */
  async next() {
    const earliest = Math.floor((seconds() + MARGIN) / PERIOD) - 1;
    const step = Math.max(earliest, this.#last + 1);
    const opens = (step - 1) * PERIOD;
    if (seconds() < opens) await sleep((opens - seconds()) * 1000 + 200);
    this.#last = step;
    return this.#code(step);
  }

  /** Different codes that belong to none of the steps near the present one. */
  async wrong(count = 1) {
    const right = new Set(await this.#codes(Math.floor(seconds() / PERIOD) - 20, 41));
    const codes = [];
    for (let guess = 100_000; codes.length < count; guess += 7) {
      const code = String(guess);
      if (!right.has(code)) codes.push(code);
    }
    return codes;
  }

  async #code(step) {
    const [code] = await this.#codes(step, 1);
    return code;
  }

  async #codes(first, count) {
    const window = ['-w', String(count - 1)];
    const { stdout } = await run('oathtool', ['--totp', '-b', this.secret, '--now', `@${first * PERIOD}`, ...window]);
    return stdout.trim().split('\n');
  }
}

const seconds = () => Date.now() / 1000;
