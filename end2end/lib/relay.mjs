// A mail relay: aiosmtpd, which keeps each mail as a file. Python's parser reads them.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SERVERS } from './run.mjs';

const PROGRAMS = fileURLToPath(new URL('../../testbed/smtp/', import.meta.url));
/** `cargo xtask test` makes the environment in the target folder, and names it here. */
const PYTHON = process.env.LATCHKEY_TEST_SMTP_PYTHON ?? fileURLToPath(new URL('../../target/smtp-venv/bin/python', import.meta.url));

const read = promisify(execFile);

export class Relay {
  #child;
  #folder;
  #seen = new Set();
  #mails = [];

  static async start() {
    const relay = new Relay();
    await mkdir(SERVERS, { recursive: true });
    relay.#folder = await mkdtemp(join(SERVERS, 'relay-'));
    // It ends when its standard input is closed, also by the death of this process.
    relay.#child = spawn(PYTHON, [join(PROGRAMS, 'relay.py'), relay.#folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [port] = await Promise.race([once(relay.#child.stdout, 'data'), once(relay.#child, 'error').then(([error]) => Promise.reject(error))]);
    relay.port = Number(port);
    return relay;
  }

  /** The settings of a server that uses this relay. */
  get settings() {
    return {
      LATCHKEY__MAIL__HOST: '127.0.0.1',
      LATCHKEY__MAIL__PORT: String(this.port),
      LATCHKEY__MAIL__SECURITY: 'none',
      LATCHKEY__MAIL__FROM: 'Latchkey <accounts@example.com>',
    };
  }

  /** The first mail to `address` that has a link with a token and wasn't taken before: its subject and the path of the link. */
  async takeLink(address) {
    for (let tries = 0; tries < 400; tries += 1) {
      await this.#readNew();
      const at = this.#mails.findIndex(({ to, path }) => to === address && path);
      if (at >= 0) return this.#mails.splice(at, 1)[0];
      await sleep(50);
    }
    throw new Error(`no mail with a link came to ${address}`);
  }

  async #readNew() {
    // The JSON appears after its mail, with all of its content.
    const numbers = (await readdir(this.#folder)).filter((name) => name.endsWith('.json')).map((name) => parseInt(name, 10));
    const fresh = numbers.filter((number) => !this.#seen.has(number));
    if (fresh.length === 0) return;
    this.#seen = new Set(numbers);
    const files = fresh.map((number) => join(this.#folder, `${number}.eml`));
    const { stdout } = await read(PYTHON, [join(PROGRAMS, 'read.py'), ...files]);
    for (const line of stdout.trim().split('\n')) {
      const { headers, parts } = JSON.parse(line);
      const { To: to, Subject: subject } = Object.fromEntries(headers);
      const [path] = parts[0].text.match(/\/m\/[\w-]+/) ?? [];
      this.#mails.push({ to, subject, path });
    }
  }

  close() {
    this.#child.kill();
  }
}
