// A shop with its own accounts and sessions. What concerns Latchkey is in latchkey.mjs.
import { randomBytes } from 'node:crypto';
import { createServer, request as send } from 'node:http';
import { endSession, mayGoOn, who } from './latchkey.mjs';

const { PORT = '8000', LATCHKEY = 'http://127.0.0.1:3000' } = process.env;
const ORIGIN = `http://localhost:${PORT}`;

// AN EXAMPLE: people with passwords in the source, and sessions that end with the process.
const USERS = [
  { id: '1', name: 'mira', password: 'example-harbour-9' },
  { id: '2', name: 'tom', password: 'example-lantern-4' },
];
const sessions = new Map();

function sessionOf(request) {
  const pairs = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
  return sessions.get(pairs.find(([name]) => name === 'shop')?.[1]);
}

async function form(request) {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > 10_000) break;
  }
  return new URLSearchParams(body);
}

/** A path of this site, and nothing else. */
function ownPath(next) {
  const url = URL.canParse(next ?? '', ORIGIN) ? new URL(next ?? '', ORIGIN) : undefined;
  const isOwn = next?.startsWith('/') && url?.origin === ORIGIN && !url.pathname.startsWith('//');
  return isOwn ? url.pathname + url.search : '/';
}

function redirect(response, location, cookie) {
  if (cookie) response.setHeader('set-cookie', cookie);
  response.writeHead(303, { location }).end();
}

function page(response, html) {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(`<!DOCTYPE html><html lang="en"><title>Shop</title><body>${html}</body></html>`);
}

/** The work of a reverse proxy: Latchkey’s pages have the same origin as the shop. */
function forward(request, response) {
  const headers = { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress };
  const forwarded = send(`${LATCHKEY}${request.url}`, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(response);
  });
  forwarded.on('error', () => {
    if (!response.headersSent) response.writeHead(502);
    response.end();
  });
  response.on('close', () => forwarded.destroy());
  request.pipe(forwarded);
}

async function signIn(request, response) {
  const fields = await form(request);
  const user = USERS.find((user) => user.name === fields.get('name') && user.password === fields.get('password'));
  if (!user) return redirect(response, '/login');
  await signOut(sessionOf(request));
  const id = randomBytes(32).toString('hex');
  sessions.set(id, { id, user });
  // With TLS, call it __Host-shop and add Secure: no other host of the domain can set it then.
  redirect(response, ownPath(fields.get('next')), `shop=${id}; Path=/; HttpOnly; SameSite=Lax`);
}

async function signOut(session) {
  if (!session) return;
  sessions.delete(session.id);
  await endSession(session);
}

const escaped = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, ORIGIN);
  if (pathname.startsWith('/security/') || pathname.startsWith('/api/latchkey/')) return forward(request, response);
  const session = sessionOf(request);
  if (pathname === '/latchkey/who') return who(request, response, session);
  if (request.method === 'POST' && request.headers.origin !== ORIGIN) return response.writeHead(403).end();
  if (pathname === '/login' && request.method === 'POST') return signIn(request, response);
  if (pathname === '/login') {
    const next = escaped(searchParams.get('next') ?? '/');
    return page(response, `<form method="post"><input name="name" aria-label="Name"> <input name="password" type="password"
      aria-label="Password"> <input type="hidden" name="next" value="${next}"> <button>Sign in</button></form>`);
  }
  // Everything else is for people who are signed in and have proved their second factor, in this one place.
  if (!session) return redirect(response, `/login?next=${encodeURIComponent(request.url)}`);
  if (pathname === '/logout' && request.method === 'POST') {
    await signOut(session);
    return redirect(response, '/login', 'shop=; Path=/; Max-Age=0');
  }
  if (!(await mayGoOn(request, response))) return;
  if (pathname !== '/' && pathname !== '/orders') return response.writeHead(404).end();
  page(response, `<h1>Orders of ${escaped(session.user.name)}</h1><p><a href="/security/account/security">Account security</a></p>
    <form method="post" action="/logout"><button>Sign out</button></form>`);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`the shop is at ${ORIGIN}`));
