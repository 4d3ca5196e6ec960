// One real `latchkey` process with a folder, a port and a database of its own, which can be stopped, killed and started again.

import { execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from './database.mjs';
import { SERVERS } from './run.mjs';
import { Stock } from './stock.mjs';

const HERE = fileURLToPath(new URL('..', import.meta.url));

export const BINARY = resolve(HERE, process.env.LATCHKEY_BIN ?? '../target/debug/latchkey');

export class Server {
  #child;

  /** Starts a server; `settings` are environment variables over the ones that give it a place of its own. */
  static async start(options) {
    const server = await Server.prepare(options);
    await server.run();
    return server;
  }

  /** A server that has everything but its process. `stocked` has it begin with the run's people instead of with nobody; with a `relay` it sends mails. */
  static async prepare({ database = 'sqlite', settings = {}, stocked = false, relay } = {}) {
    await mkdir(SERVERS, { recursive: true });
    const server = new Server();
    server.folder = await mkdtemp(join(SERVERS, `${database}-`));
    server.log = join(server.folder, 'server.log');
    server.keyFile = join(server.folder, 'secret.key');
    server.port = await freePort();
    server.origin = `http://localhost:${server.port}`;
    server.kind = database;
    server.environment = {
      PATH: process.env.PATH,
      HOME: server.folder,
      RUST_BACKTRACE: '1',
      RUST_LOG: 'info',
      LATCHKEY__SERVER__ADDR: `127.0.0.1:${server.port}`,
      LATCHKEY__SERVER__PUBLIC_ORIGIN: server.origin,
      LATCHKEY__SECRETS__KEY_FILE: server.keyFile,
      // Every test comes from one address.
      LATCHKEY__LIMITS__SIGN_INS_PER_MINUTE: '100000',
    };
    await server.#fill(stocked);
    server.relay = relay;
    Object.assign(server.environment, relay?.settings, settings);
    return server;
  }

  /** Gives it a database: a copy of the stock's, or an empty one. */
  async #fill(stocked) {
    this.stock = stocked ? await Stock.load(this.kind) : null;
    this.database = await openDatabase(this.kind, this.folder, this.stock?.source);
    this.environment.LATCHKEY__DATABASE__URL = this.database.url;
    if (this.stock) await copyFile(this.stock.keyFile, this.keyFile);
    else await rm(this.keyFile, { force: true });
  }

  /** Ends it and starts it again at the same address, as though nothing had happened there. */
  async beginAnew(stocked) {
    await this.kill();
    await this.database.drop();
    await this.#fill(stocked);
    await this.run();
  }

  /** Starts the process and waits until it answers. */
  async run() {
    const log = openSync(this.log, 'a');
    this.#child = spawn(BINARY, ['serve'], { cwd: this.folder, env: this.environment, stdio: ['ignore', log, log] });
    closeSync(log);
    const child = this.#child;
    for (let tries = 0; tries < 600; tries += 1) {
      if (child.exitCode !== null || child.signalCode !== null) break;
      if (await this.#answers()) return;
      await sleep(25);
    }
    await this.kill();
    throw new Error(`latchkey did not start:\n${await this.readLog()}`);
  }

  async #answers() {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  /** Asks the process to end; gives its exit code and how long it took. */
  async stop() {
    const started = performance.now();
    const code = await this.#end('SIGTERM');
    return { code, milliseconds: performance.now() - started };
  }

  /** Ends the process at once, as a power cut would. */
  kill() {
    return this.#end('SIGKILL');
  }

  async restart(settings = {}) {
    await this.stop();
    Object.assign(this.environment, settings);
    await this.run();
  }

  async #end(signal) {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode;
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = await ended;
    return code;
  }

  /** Runs another command of the binary with this server's settings. */
  command(...args) {
    return command(args, { cwd: this.folder, env: this.environment });
  }

  async setPolicy(...assignments) {
    const { code, stderr } = await this.command('policy', 'set', ...assignments);
    if (code !== 0) throw new Error(`latchkey policy set: ${stderr}`);
  }

  /** Forgets how many mails were asked for: every test comes from one network, which gets only some an hour. */
  forgetMailCounts() {
    return this.database.execute('DELETE FROM mail_count');
  }

  readLog() {
    return readFile(this.log, 'utf8');
  }

  async close() {
    const { code, milliseconds } = await this.stop();
    await this.database.drop();
    return { code, milliseconds };
  }
}

/** Runs the binary to its end, whatever that is; one that goes on for ten seconds is ended, with `code` null. */
export function command(args, options) {
  return new Promise((done) => {
    execFile(BINARY, args, { ...options, timeout: 10_000 }, (error, stdout, stderr) => {
      done({ code: error ? (error.code ?? null) : 0, stdout, stderr });
    });
  });
}

/** A port below the range from which the system takes the ports of outgoing connections, where nothing else turns up in between. */
export async function freePort() {
  for (;;) {
    const port = randomInt(10_000, 32_000);
    const probe = createServer();
    const free = await new Promise((answer) => {
      probe.once('error', () => answer(false));
      probe.listen(port, '127.0.0.1', () => answer(true));
    });
    await new Promise((closed) => probe.close(closed));
    if (free) return port;
  }
}
