// A browser reduced to its HTTP: it keeps cookies and posts forms. For what a page can't do, such as twenty requests at the same moment.

import { request } from 'node:http';

/** What a cookie is for: its name without the port of the installation. */
export const cookieKind = (name) => name.replace(/^((?:__Host-)?latchkey[a-z-]*?)-\d+$/, '$1');

export class Client {
  #jar = new Map();

  constructor(server) {
    this.server = server;
  }

  /** The same cookies in a second browser. */
  copy() {
    const other = new Client(this.server);
    for (const [name, value] of this.#jar) other.#jar.set(name, value);
    return other;
  }

  /** What another process needs to go on with these cookies. */
  describe() {
    return [...this.#jar];
  }

  cookies() {
    return [...this.#jar].map(([kind, value]) => ({ name: this.#name(kind), value, url: this.server.origin }));
  }

  cookie(kind) {
    return this.#jar.get(kind);
  }

  setCookie(name, value) {
    this.#jar.set(cookieKind(name), value);
  }

  #name(kind) {
    const { port } = new URL(this.server.origin);
    return port && /^(__Host-)?latchkey/.test(kind) ? `${kind}-${port}` : kind;
  }

  get(path, headers) {
    return this.send('GET', path, { headers });
  }

  /** Posts a form, as a page of this origin does that was opened just now. */
  async post(path, fields = {}, headers = {}) {
    const token = this.#jar.size > 0 ? await this.formToken() : undefined;
    return this.postAsItIs(path, { ...fields, ...(token && { form_token: token }) }, headers);
  }

  /** Sends a code on the page that asks for it for the sake of a form that waits. */
  async proveForForm(code) {
    const [, action] = (await this.get('/mfa/verify')).text.match(/action="(\/mfa\/verify\?held=\w+)"/);
    return this.post(action, { code });
  }

  /** The form token of the session that is there now; nothing without one. */
  async formToken() {
    const headers = { 'content-type': 'application/json', origin: this.server.origin };
    const { status, text } = await this.send('POST', '/api/latchkey/flow/status', { body: '{}', headers });
    return status === 200 ? (JSON.parse(text).sign_in ?? undefined) : undefined;
  }

  /** Posts these fields and no others: the form of a page that was opened before. */
  postAsItIs(path, fields, headers = {}) {
    const body = new URLSearchParams(fields).toString();
    return this.send('POST', path, {
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.server.origin, ...headers },
    });
  }

  /** Sends exactly this; redirects are answers, not followed. */
  send(method, path, { body, headers = {} } = {}) {
    const cookie = [...this.#jar].map(([kind, value]) => `${this.#name(kind)}=${value}`).join('; ');
    const options = {
      host: '127.0.0.1',
      port: this.server.port,
      method,
      path,
      headers: { host: new URL(this.server.origin).host, accept: 'text/html', ...(cookie && { cookie }), ...headers },
      agent: false,
    };
    return new Promise((done, failed) => {
      const call = request(options, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', failed);
        response.on('end', () => {
          this.#keep(response.headers['set-cookie'] ?? []);
          const text = Buffer.concat(chunks).toString();
          done({ status: response.statusCode, headers: response.headers, location: response.headers.location, text });
        });
      });
      call.on('error', failed);
      call.end(body);
    });
  }

  #keep(lines) {
    for (const line of lines) {
      const [pair, ...attributes] = line.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const name = cookieKind(pair.slice(0, at));
      if (attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0')) this.#jar.delete(name);
      else this.#jar.set(name, pair.slice(at + 1));
    }
  }
}
