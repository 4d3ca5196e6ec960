// Brings a browser to a screen in a certain state, for the checks of every screen and for the screenshots.

import { canHaveStock } from './house.mjs';
import { Person } from './person.mjs';
import { Relay } from './relay.mjs';
import { Server } from './server.mjs';
import { Watch } from './watch.mjs';

/** People and servers that screens share, since most screens change nothing. */
export class SharedFixtures {
  #people = new WeakMap();
  #servers = new Map();
  #relay;

  constructor(database) {
    this.database = database;
  }

  /** One person for all screens that change nothing about the account. */
  person(server, kind) {
    // A restarted server with a new database has other people.
    const known = this.#people.get(server.database) ?? {};
    this.#people.set(server.database, known);
    return (known[kind] ??= Person.of(server, kind));
  }

  /** A server with settings that only a few screens need. It has the run's people, unless it is `empty`. */
  server(name, settings = {}, policy = [], empty = false) {
    if (!this.#servers.has(name)) this.#servers.set(name, start(this.database, settings, policy, empty));
    return this.#servers.get(name);
  }

  /** A server that sends mails, to a relay of its own. */
  mailServer() {
    if (!this.#servers.has('mail')) this.#servers.set('mail', this.#startMailServer());
    return this.#servers.get('mail');
  }

  async #startMailServer() {
    this.#relay = await Relay.start();
    const server = await Server.start({ database: this.database, relay: this.#relay });
    // The first account is an administrator's, whose account nobody recovers.
    await Person.signedUp(server);
    return server;
  }

  async close() {
    for (const server of this.#servers.values()) await (await server).close();
    this.#relay?.close();
  }
}

async function start(database, settings, policy, empty) {
  const server = await Server.start({ database, settings, stocked: !empty && canHaveStock(policy) });
  // The first account on a loopback origin is an administrator's, who is shown more, and less.
  if (!server.stock && !empty) await Person.signedUp(server);
  if (policy.length > 0) await server.setPolicy(...policy);
  return server;
}

/** A browser page, the server that it visits, and the person who is signed in. */
export class ScreenFixture {
  constructor(page, server, shared, watch = new Watch(page.context())) {
    Object.assign(this, { page, server, shared, watch });
  }

  /** Signs in as a shared person. `kind` is the name of a constructor of `Person`. */
  async as(kind) {
    const person = await this.shared.person(this.server, kind);
    await this.become(person.client);
    return person;
  }

  /** Signs in as a new person, whose account the screen may change. */
  async asNew(kind) {
    const person = await Person.of(this.server, kind);
    await this.become(person.client);
    return person;
  }

  become(client) {
    return this.page.context().addCookies(client.cookies());
  }

  /** Continues on another server. */
  async at(name, settings, policy, empty) {
    this.server = await this.shared.server(name, settings, policy, empty);
  }

  /** Continues on the server that sends mails. */
  async atMailServer() {
    this.server = await this.shared.mailServer();
    await this.server.forgetMailCounts();
  }

  /** Waits for the mail to `address`, and opens its link. */
  async openLink(address) {
    await this.open((await this.server.relay.takeLink(address)).path);
  }

  async open(path) {
    await this.page.goto(this.server.origin + path);
  }

  /** Waits until the islands of the page are hydrated. */
  async settle() {
    await this.page.waitForFunction(() => {
      const fetched = performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith('.wasm') && responseEnd > 0);
      return fetched || !document.querySelector('leptos-island');
    });
    // Chromium sometimes reports no idle moment for a page with a delayed request, hence the timeout.
    await this.page.evaluate(
      () =>
        new Promise((done) => {
          requestIdleCallback(() => requestAnimationFrame(done));
          setTimeout(done, 500);
        }),
    );
  }

  /** Runs an action and expects a page with this status. */
  refused(status, action) {
    return this.watch.refused(this.page, status, action);
  }

  main() {
    return this.page.getByRole('main');
  }
}
