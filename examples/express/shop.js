// A shop with its own accounts and sessions. All of Latchkey is in latchkey.js.
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import express from 'express';
import session from 'express-session';
import { confirm, endSession, gate, isConfirmed, who } from './latchkey.js';
import { closed, home, login, notSent, orders, refused, transfers } from './pages.js';

const { ORIGIN = 'http://localhost:8080', PORT = '8000', SECRET_KEY } = process.env;

// AN EXAMPLE: people with passwords in the source, and sessions that end with the process.
const PEOPLE = {
  mira: { id: '1', password: 'example-harbour-9' },
  tom: { id: '2', password: 'example-lantern-4' },
};

const app = express();
app.disable('x-powered-by');
app.use(express.urlencoded({ extended: false, limit: '10kb' }));
// With TLS, call it __Host-shop and add secure: true.
const cookie = { sameSite: 'lax' };
app.use(session({ name: 'shop', secret: SECRET_KEY, cookie, resave: false, saveUninitialized: false }));

app.use((request, response, next) => {
  response.set('cache-control', 'no-store');
  // Forms of other sites. Browsers name the origin of every form that is posted.
  const isForeign = request.method !== 'GET' && request.get('origin') !== ORIGIN;
  isForeign ? response.status(400).send(refused(request)) : next();
});

app.get('/latchkey/who', who);

app.get('/login', (request, response) => response.send(login(request, request.query.next)));

app.post('/login', async (request, response) => {
  const { password, next } = request.body ?? {};
  const name = String(request.body?.name);
  const person = Object.hasOwn(PEOPLE, name) ? PEOPLE[name] : undefined;
  if (!person || !isSame(password, person.password)) {
    response.send(login(request, next, true));
    return;
  }
  await endSession(request);
  await renew(request);
  request.session.user = { id: person.id, name };
  response.redirect(303, ownPath(next));
});

app.post('/logout', async (request, response) => {
  await endSession(request);
  await renew(request);
  response.redirect(303, '/login');
});

// Everything else is for people who are signed in and have proved their second factor.
app.use((request, response, next) => {
  if (request.session.user) next();
  else response.redirect(303, `/login?next=${encodeURIComponent(request.originalUrl)}`);
});
app.use(gate);

app.get('/', (request, response) => response.send(home(request)));
app.get('/orders', (request, response) => response.send(orders(request)));
app.get('/transfer', (request, response) => response.send(transfers(request)));

app.post('/transfer', async (request, response) => {
  const [to, amount] = [String(request.body?.to), String(request.body?.amount)];
  if (!/^[^\0-\x1f]{1,60}$/.test(to) || !/^\d{1,6}(\.\d{2})?$/.test(amount)) {
    response.status(422).send(transfers(request, true));
    return;
  }
  // Everything that matters, as the text that is confirmed.
  const number = randomUUID();
  const content = JSON.stringify({ number, to, amount });
  const action = 'transfer.create';
  const summary = `Send ${amount} € to ${to}`;
  const answer = await confirm(request, { action, content, summary, return_to: `/transfer/confirmed?number=${number}` });
  if (!answer) {
    response.status(503).send(closed(request, false));
  } else if (!answer.required) {
    carryOut(request, response, content);
  } else {
    request.session.pending = { id: answer.id, action, content };
    response.redirect(303, answer.location);
  }
});

// The browser brings only the number: what is sent is the shop’s own text, the one that was confirmed.
app.get('/transfer/confirmed', async (request, response) => {
  const { pending } = request.session;
  const isPending = pending && JSON.parse(pending.content).number === request.query.number;
  if (isPending && (await isConfirmed(request, pending))) carryOut(request, response, pending.content);
  else response.status(409).send(notSent(request));
});

function carryOut(request, response, content) {
  // A real shop has a table for it.
  request.session.sent = [JSON.parse(content), ...(request.session.sent ?? [])];
  delete request.session.pending;
  response.redirect(303, '/transfer');
}

/** A new session, so that nothing of the one before is left. */
function renew(request) {
  return promisify(request.session.regenerate.bind(request.session))();
}

function isSame(one, other) {
  const digest = (text) => createHash('sha256').update(String(text)).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** A path of this shop, and of no other host. */
function ownPath(next) {
  const isPath = typeof next === 'string' && next.startsWith('/') && URL.canParse(next, ORIGIN);
  const url = isPath && new URL(next, ORIGIN);
  return url && url.origin === ORIGIN && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}

app.listen(Number(PORT), '127.0.0.1');
