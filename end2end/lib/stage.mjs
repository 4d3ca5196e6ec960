// A browser on a server, for whoever wants to see screens: the checks of every page, and the pictures.

import { Person } from './person.mjs';
import { Server } from './server.mjs';
import { Watch } from './watch.mjs';

/** People and servers that screens share, since most screens only look. */
export class Company {
  #people = new Map();
  #servers = new Map();

  constructor(database) {
    this.database = database;
  }

  /** One person for all screens that change nothing about it. */
  person(server, kind) {
    const key = `${server.port} ${kind}`;
    if (!this.#people.has(key)) this.#people.set(key, Person[kind](server));
    return this.#people.get(key);
  }

  /** A server that only a few screens want. */
  server(name, settings = {}, policy = []) {
    if (!this.#servers.has(name)) this.#servers.set(name, start(this.database, settings, policy));
    return this.#servers.get(name);
  }

  async close() {
    for (const server of this.#servers.values()) await (await server).close();
  }
}

async function start(database, settings, policy) {
  const server = await Server.start({ database, settings });
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
    const person = await Person[kind](this.server);
    await this.become(person.client);
    return person;
  }

  become(client) {
    return this.page.context().addCookies(client.cookies());
  }

  /** Goes on with another server. */
  async at(name, settings, policy) {
    this.server = await this.company.server(name, settings, policy);
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
