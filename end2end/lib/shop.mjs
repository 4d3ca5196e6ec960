// One of the example shops with a Latchkey beside it, and a wire between the two that a test can slow down or cut.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Intermediary } from './intermediary.mjs';
import { freePort, Server } from './server.mjs';

const SCRIPT = fileURLToPath(new URL('../../examples/shop.sh', import.meta.url));
export const WHO_KEY = 'a-key-of-the-shop-and-latchkey-for-tests';
const SCOPES = 'sessions:read,sessions:write,confirmations:write';
const TRANSFER = { name: 'transfer.create', description: 'Send money', required: true };

/** `application.who` leads through here. */
class Wire {
  /** `open`, `slow` for answers that take longer than Latchkey waits, or `cut`. */
  state = 'open';

  static async to(port) {
    const wire = new Wire();
    wire.server = createServer((socket) => wire.#pass(socket, port));
    wire.server.listen(0, '127.0.0.1');
    await once(wire.server, 'listening');
    wire.port = wire.server.address().port;
    return wire;
  }

  async #pass(socket, port) {
    socket.on('error', () => {});
    if (this.state === 'cut') return socket.destroy();
    if (this.state === 'slow') await sleep(5_000);
    const other = connect(port, '127.0.0.1');
    other.on('error', () => socket.destroy());
    socket.on('close', () => other.destroy());
    socket.pipe(other).pipe(socket);
  }

  close() {
    this.server.close();
  }
}

export class Shop {
  #child;

  static async start(name) {
    const shop = new Shop();
    shop.name = name;
    shop.port = await freePort();
    shop.whoPort = name === 'go' ? shop.port : await freePort();
    shop.origin = `http://localhost:${shop.port}`;
    shop.wire = await Wire.to(shop.whoPort);
    const settings = {
      LATCHKEY__SERVER__PUBLIC_ORIGIN: shop.origin,
      LATCHKEY__SERVER__TRUSTED_PROXIES: '127.0.0.1',
      LATCHKEY__BRAND__ISSUER: 'Shop',
      LATCHKEY__APPLICATION__WHO: `http://127.0.0.1:${shop.wire.port}/latchkey/who`,
      LATCHKEY__APPLICATION__WHO_KEY: WHO_KEY,
    };
    shop.latchkey = await Server.prepare({ settings });
    shop.key = (await shop.#command('application-keys', 'create', 'shop', '--scopes', SCOPES)).trim();
    await shop.latchkey.setPolicy(`actions=${JSON.stringify([TRANSFER])}`);
    await shop.latchkey.run();
    shop.between = await Intermediary.to(shop.latchkey.port);
    await shop.#run();
    return shop;
  }

  /** Runs a command of Latchkey that has to succeed, and gives what it prints. */
  async #command(...args) {
    const { code, stdout, stderr } = await this.latchkey.command(...args);
    if (code !== 0) throw new Error(`latchkey ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  async #run() {
    this.log = join(this.latchkey.folder, 'shop.log');
    const log = openSync(this.log, 'a');
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...(process.env.GOCACHE && { GOCACHE: process.env.GOCACHE }),
      DATA: join(this.latchkey.folder, 'shop'),
      PROGRAMS: process.env[`LATCHKEY_EXAMPLE_${this.name.toUpperCase()}`],
      PORT: String(this.port),
      WHO_PORT: String(this.whoPort),
      LATCHKEY: `http://127.0.0.1:${this.between.port}`,
      APPLICATION_KEY: this.key,
      WHO_KEY,
    };
    this.#child = spawn(SCRIPT, [this.name], { env, stdio: ['ignore', log, log] });
    closeSync(log);
    for (let tries = 0; tries < 1_200; tries += 1) {
      if (this.#child.exitCode !== null) break;
      if (await fetch(`${this.origin}/login`).then(({ ok }) => ok, () => false)) return;
      await sleep(25);
    }
    throw new Error(`${this.name} did not start:\n${await readFile(this.log, 'utf8')}`);
  }

  async close() {
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    this.wire.close();
    this.between.close();
    await this.latchkey.close();
  }

  /** `latchkey check gates` with the cookies of a browser: its exit code, and what it prints. */
  async checkGates(cookies, paths) {
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return this.latchkey.command('check', 'gates', '--cookie', cookie, ...paths);
  }
}
