// A browser on a server, to see screens with: for the checks of every page, and for the pictures.

import { canHaveStock } from './house.mjs';
import { Person } from './person.mjs';
import { Server } from './server.mjs';
import { Watch } from './watch.mjs';

/** People and servers that screens share, since most screens only look. */
export class Company {
  #people = new WeakMap();
  #servers = new Map();

  constructor(database) {
    this.database = database;
  }

  /** One person for all screens that change nothing about it. */
  person(server, kind) {
    // A server that begins anew has another database, and other people.
    const known = this.#people.get(server.database) ?? {};
    this.#people.set(server.database, known);
    return (known[kind] ??= Person.of(server, kind));
  }

  /** A server that only a few screens want: with the run's people on it, unless it is to be `empty`. */
  server(name, settings = {}, policy = [], empty = false) {
    if (!this.#servers.has(name)) this.#servers.set(name, start(this.database, settings, policy, empty));
    return this.#servers.get(name);
  }

  async close() {
    for (const server of this.#servers.values()) await (await server).close();
  }
}

async function start(database, settings, policy, empty) {
  const server = await Server.start({ database, settings, stocked: !empty && canHaveStock(policy) });
  if (policy.length > 0) await server.setPolicy(...policy);
  return server;
}

export class Stage {
  constructor(page, server, company, watch = new Watch(page.context())) {
    Object.assign(this, { page, server, company, watch });
  }

  /** Goes on as somebody of the company, `kind` being a way to make a `Person`. */
  async as(kind) {
    const person = await this.company.person(this.server, kind);
    await this.become(person.client);
    return person;
  }

  /** Goes on as somebody new, who may be changed. */
  async asNew(kind) {
    const person = await Person.of(this.server, kind);
    await this.become(person.client);
    return person;
  }

  become(client) {
    return this.page.context().addCookies(client.cookies());
  }

  /** Goes on with another server. */
  async at(name, settings, policy, empty) {
    this.server = await this.company.server(name, settings, policy, empty);
  }

  async open(path) {
    await this.page.goto(this.server.origin + path);
  }

  /** Waits until the islands of the page have woken up. */
  async settle() {
    await this.page.waitForFunction(() => {
      const fetched = performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith('.wasm') && responseEnd > 0);
      return fetched || !document.querySelector('leptos-island');
    });
    // Chromium sometimes has no idle moment for a page whose request is held back, hence the other way out.
    await this.page.evaluate(
      () =>
        new Promise((done) => {
          requestIdleCallback(() => requestAnimationFrame(done));
          setTimeout(done, 2_000);
        }),
    );
  }

  /** Runs an action that ends in a page with this status. */
  refused(status, action) {
    return this.watch.refused(this.page, status, action);
  }

  main() {
    return this.page.getByRole('main');
  }
}
