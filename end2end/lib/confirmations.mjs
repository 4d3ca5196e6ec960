// An application's server that has a visitor confirm an action on a page of Latchkey.

import { administrator, keyOf } from './administrator.mjs';

const ACTION = { name: 'transfer.create', description: 'Send money', required: true, token: 'single_use', lifetime_seconds: 300 };

export class Confirmations {
  static async of(server) {
    await server.setPolicy(`actions=${JSON.stringify([ACTION])}`);
    return new Confirmations(server, await keyOf(await administrator(server), `shop ${Math.random()}`, ['confirmations:write']));
  }

  constructor(server, key) {
    Object.assign(this, { server, key });
  }

  /** Begins a transfer in the session of these cookies. */
  async begin(cookies, changes = {}) {
    const transfer = { action: 'transfer.create', content: 'to Ada', summary: 'Send 12.00 € to Ada', return_to: '/account/security?transfer' };
    return this.#ask('', { cookie: header(cookies), ...transfer, ...changes });
  }

  async consume(cookies, id) {
    return this.#ask('/consume', { cookie: header(cookies), id, action: 'transfer.create', content: 'to Ada' });
  }

  async #ask(path, body) {
    const headers = { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' };
    const answer = await fetch(`${this.server.origin}/api/v1/confirmations${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, ...(await answer.json()) };
  }
}

const header = (cookies) => cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
