// The applications with Latchkey built in, each as a process with a folder, a port and, where it can be chosen, a database of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from './database.mjs';
import { SERVERS } from './run.mjs';
import { freePort } from './server.mjs';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const EXAMPLE = resolve(HERE, process.env.LATCHKEY_EMBED_BIN ?? '../target/debug/embed');
const QUICKSTART = resolve(HERE, process.env.LATCHKEY_QUICKSTART_BIN ?? '../target/debug/quickstart');

class Application {
  #child;

  /** Gives it a folder, and an address that nobody else has. */
  async prepare(name) {
    await mkdir(SERVERS, { recursive: true });
    this.folder = await mkdtemp(join(SERVERS, `${name}-`));
    this.log = join(this.folder, 'server.log');
    this.port = await freePort();
    this.origin = `http://localhost:${this.port}`;
  }

  /** Starts the process and waits until it answers at `path`. */
  async run(binary, environment, path) {
    const log = openSync(this.log, 'a');
    const env = { ...process.env, RUST_LOG: 'info', ...environment };
    this.#child = spawn(binary, { cwd: this.folder, env, stdio: ['ignore', log, log] });
    closeSync(log);
    for (let tries = 0; tries < 600; tries += 1) {
      if (this.#child.exitCode !== null) break;
      if (await fetch(`http://127.0.0.1:${this.port}${path}`).then(({ ok }) => ok, () => false)) return;
      await sleep(25);
    }
    throw new Error(`${binary} did not start:\n${await this.readLog()}`);
  }

  readLog() {
    return readFile(this.log, 'utf8');
  }

  async close() {
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
  }
}

/** The example: an application that hydrates as a whole and opens Latchkey's screens as dialogs. */
export class Strongroom extends Application {
  static async start(database) {
    const strongroom = new Strongroom();
    await strongroom.prepare(`embed-${database}`);
    strongroom.database = await openDatabase(database, strongroom.folder);
    const environment = {
      EMBED_ADDR: `127.0.0.1:${strongroom.port}`,
      EMBED_ORIGIN: strongroom.origin,
      EMBED_DATABASE_URL: strongroom.database.url,
      EMBED_KEY_FILE: join(strongroom.folder, 'secret.key'),
    };
    await strongroom.run(EXAMPLE, environment, '/');
    return strongroom;
  }

  async close() {
    await super.close();
    await this.database.drop();
  }
}

/** The application of the quickstart, which was built outside the workspace with the packed crates. */
export class Quickstart extends Application {
  static async start() {
    const quickstart = new Quickstart();
    await quickstart.prepare('quickstart');
    await quickstart.run(QUICKSTART, { PORT: String(quickstart.port) }, '/login');
    return quickstart;
  }
}
