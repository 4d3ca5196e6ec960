// What can happen to a call between a page and its server: it never arrives, its answer gets lost, it is slow, somebody else answers.

const address = (name) => `**/api/latchkey/${name}`;
const RESET = 'connectionreset';

/** Cuts the next call before the server gets it. */
export function cutBefore(page, name) {
  return page.route(address(name), (route) => route.abort(RESET), { times: 1 });
}

/** Lets the server do what the next call asks for, and drops its answer with all its headers. */
export function cutAfter(page, name) {
  return page.route(
    address(name),
    async (route) => {
      const context = page.context();
      const cookies = await context.cookies();
      await route.fetch();
      await context.clearCookies();
      await context.addCookies(cookies);
      await route.abort(RESET);
    },
    { times: 1 },
  );
}

/** The server does what the next call asks for and its headers arrive, but not all of its answer. */
export function cutBetween(page, name) {
  return page.route(
    address(name),
    async (route) => {
      await route.fetch();
      await route.abort(RESET);
    },
    { times: 1 },
  );
}

/** Somebody in front of the server answers the next call. */
export function answerInstead(page, name, { status, body, contentType = 'text/html' }) {
  return page.route(address(name), (route) => route.fulfill({ status, body, contentType }), { times: 1 });
}

/** Holds calls back until `release` is called. */
export async function holdBack(page, name) {
  let release;
  const released = new Promise((done) => (release = done));
  await page.route(address(name), async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Counts the calls from now on. */
export function countCalls(page, name) {
  const calls = [];
  page.on('request', (request) => request.url().endsWith(`/api/latchkey/${name}`) && calls.push(request));
  return calls;
}
