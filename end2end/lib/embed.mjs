// The example application with Latchkey built in, as a process with a folder, a port and a database of its own.

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
const BINARY = resolve(HERE, process.env.LATCHKEY_EMBED_BIN ?? '../target/debug/embed');

export class Strongroom {
  #child;

  static async start(database) {
    await mkdir(SERVERS, { recursive: true });
    const server = new Strongroom();
    server.folder = await mkdtemp(join(SERVERS, `embed-${database}-`));
    server.log = join(server.folder, 'server.log');
    server.database = await openDatabase(database, server.folder);
    const port = await freePort();
    server.origin = `http://localhost:${port}`;
    const environment = {
      ...process.env,
      RUST_LOG: 'info',
      EMBED_ADDR: `127.0.0.1:${port}`,
      EMBED_ORIGIN: server.origin,
      EMBED_DATABASE_URL: server.database.url,
      EMBED_KEY_FILE: join(server.folder, 'secret.key'),
    };
    const log = openSync(server.log, 'a');
    server.#child = spawn(BINARY, { cwd: server.folder, env: environment, stdio: ['ignore', log, log] });
    closeSync(log);
    for (let tries = 0; tries < 600; tries += 1) {
      if (server.#child.exitCode !== null) break;
      const answers = await fetch(server.origin.replace('localhost', '127.0.0.1')).then(({ ok }) => ok, () => false);
      if (answers) return server;
      await sleep(25);
    }
    throw new Error(`the example did not start:\n${await server.readLog()}`);
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
    await this.database.drop();
  }
}
