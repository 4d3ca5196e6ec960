// Watches everything that a browser complains about: no page may break the content security policy, write an error to the console or miss a file.

/** What a browser says of scripts that it fetched although they are switched off. */
const UNUSED = /was preloaded using link preload but not used/;
/** How Playwright cuts a connection, as the browser reports it and as it writes it to the console. */
const CUT = 'net::ERR_CONNECTION_RESET';
const REFUSED = /^Failed to load resource: the server responded with a status of (\d{3})/;

const NONCE = /script-src[^;]*'nonce-([\w+/=-]{22,})'/;
const GUARDS = {
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'cache-control': /no-store/,
  'x-content-type-options': /nosniff/,
  // The address of a mail's link is a secret: pages behind it tell nobody more than their origin.
  'referrer-policy': /^(same-origin|strict-origin)$/,
};

export class Watch {
  #complaints = [];
  #expected = [];
  #cuts = { failed: 0, told: 0 };
  #ignored = [];
  #nonces = new Set();
  #scripts;

  constructor(context, { scripts = true } = {}) {
    this.#scripts = scripts;
    context.on('console', (message) => this.#hear(message));
    context.on('response', (response) => this.#inspect(response));
    context.on('weberror', (failure) => this.#complaints.push(`uncaught: ${failure.error()}`));
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      // A page that is left drops what it was still loading. Scripts that are switched off count as blocked; what the policy
      // blocks in truth is written to the console.
      if (reason === CUT && this.#cuts.failed > 0) this.#cuts.failed -= 1;
      else if (!['net::ERR_ABORTED', 'csp'].includes(reason)) this.#complaints.push(`${request.url()}: ${reason}`);
    });
  }

  /** Runs an action that must end in a page with this status; Chromium writes one line to the console about it. */
  async refused(page, status, action) {
    this.#expected.push(status);
    const answer = page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() === status);
    await Promise.all([answer, action()]);
    await page.waitForLoadState();
  }

  /** Lets pages with these statuses come, once each. */
  tolerate(...statuses) {
    this.#expected.push(...statuses);
  }

  /** Lets the connection be cut, so many times. */
  tolerateCuts(count = 1) {
    this.#cuts.failed += count;
    this.#cuts.told += count;
  }

  /** Takes no notice of complaints like this one. */
  ignore(pattern) {
    this.#ignored.push(pattern);
  }

  complaints() {
    return this.#complaints.filter((complaint) => !this.#ignored.some((pattern) => pattern.test(complaint)));
  }

  /** Every page is guarded, and its policy is made for this one answer. */
  #inspect(response) {
    if (response.request().resourceType() !== 'document' || !/^text\/html/.test(response.headers()['content-type'])) return;
    const headers = response.headers();
    const missing = Object.entries(GUARDS).filter(([name, value]) => !value.test(headers[name] ?? ''));
    this.#complaints.push(...missing.map(([name]) => `${response.url()}: ${name} is ${headers[name]}`));
    const nonce = NONCE.exec(headers['content-security-policy'])?.[1];
    if (this.#nonces.has(nonce)) this.#complaints.push(`${response.url()}: a nonce came twice`);
    this.#nonces.add(nonce);
  }

  #hear(message) {
    if (!['error', 'warning'].includes(message.type())) return;
    if (!this.#scripts && UNUSED.test(message.text())) return;
    if (message.text().endsWith(CUT) && this.#cuts.told > 0) {
      this.#cuts.told -= 1;
      return;
    }
    const status = Number(REFUSED.exec(message.text())?.[1]);
    const known = this.#expected.indexOf(status);
    if (known >= 0) this.#expected.splice(known, 1);
    else this.#complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  }
}
