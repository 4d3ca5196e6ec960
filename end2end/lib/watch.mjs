// Watches everything that a browser complains about: no page may break the content security policy, write an error to the console or miss a file.

const REFUSED = /^Failed to load resource: the server responded with a status of (\d{3})/;

export class Watch {
  #complaints = [];
  #expected = [];

  constructor(context) {
    context.on('console', (message) => this.#hear(message));
    context.on('weberror', (failure) => this.#complaints.push(`uncaught: ${failure.error()}`));
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      // A page that is left drops what it was still loading. Scripts that are switched off count as blocked; what the policy
      // blocks in truth is written to the console.
      if (!['net::ERR_ABORTED', 'csp'].includes(reason)) this.#complaints.push(`${request.url()}: ${reason}`);
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

  complaints() {
    return this.#complaints;
  }

  #hear(message) {
    if (!['error', 'warning'].includes(message.type())) return;
    const status = Number(REFUSED.exec(message.text())?.[1]);
    const known = this.#expected.indexOf(status);
    if (known >= 0) this.#expected.splice(known, 1);
    else this.#complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  }
}
