// A shop with its own accounts and sessions. All of Latchkey is in latchkey.js.
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import express from 'express';
import session from 'express-session';
import { isAmount, isOwnPath, isRecipient, text } from './forms.js';
import { confirm, endSession, gate, isConfirmed, who } from './latchkey.js';
import { closed, failed, home, login, notSent, orders, refused, transfers } from './pages.js';

const { ORIGIN = 'http://localhost:8080', PORT = '8000', SECRET_KEY } = process.env;

// AN EXAMPLE: people with passwords in the source, and sessions that end with the process.
const PEOPLE = {
  mira: { id: '1', password: 'example-harbour-9' },
  tom: { id: '2', password: 'example-lantern-4' },
};

// So many transfers are kept in a session.
const KEPT = 5;

const app = express();
app.disable('x-powered-by');
// Each address has one spelling, the one that nginx keeps away from all but Latchkey.
app.enable('case sensitive routing');
app.enable('strict routing');
// With TLS, call it __Host-shop and add secure: true.
const cookie = { sameSite: 'lax' };
app.use(session({ name: 'shop', secret: SECRET_KEY, cookie, resave: false, saveUninitialized: false }));

app.use((request, response, next) => {
  response.set('cache-control', 'no-store');
  // Forms of other sites. Browsers name the origin of every form that is posted.
  const changesNothing = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const isOwn = changesNothing || request.get('origin') === ORIGIN;
  isOwn ? next() : response.status(400).send(refused(request));
});
app.use(express.urlencoded({ extended: false, limit: '10kb' }));

app.get('/latchkey/who', who);

app.get('/login', (request, response) => response.send(login(request, text(request.query, 'next'))));

app.post('/login', async (request, response) => {
  const [name, password, next] = ['name', 'password', 'next'].map((field) => text(request.body, field));
  const person = Object.hasOwn(PEOPLE, name) ? PEOPLE[name] : undefined;
  if (!person || !isSame(password, person.password)) {
    response.send(login(request, next, true));
    return;
  }
  await endSession(request);
  await renew(request);
  request.session.user = { id: person.id, name };
  response.redirect(303, isOwnPath(next) ? next : '/');
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
  const [to, amount] = [text(request.body, 'to'), text(request.body, 'amount')];
  if (!isRecipient(to) || !isAmount(amount)) {
    response.status(422).send(transfers(request, true));
    return;
  }
  // Everything that matters, as the text that is confirmed.
  const number = randomUUID();
  const content = JSON.stringify({ number, to, amount });
  const action = 'transfer.create';
  const summary = `Send ${amount} € to ${to}`;
  const answer = await confirm(request, { action, content, summary, return_to: `/transfer/confirmed?number=${number}` });
  if (answer?.required === false) {
    await carryOut(request, response, content);
  } else if (!answer?.location) {
    response.status(503).send(closed(request, false));
  } else {
    await change(request, response, answer.location, (session) => {
      session.pending = [...(session.pending ?? []), { number, id: answer.id, action, content }].slice(-KEPT);
    });
  }
});

// The browser brings only the number: what is sent is the shop’s own text, the one that was confirmed. Another tab may have begun another transfer meanwhile.
app.get('/transfer/confirmed', async (request, response) => {
  const begun = request.session.pending?.find(({ number }) => number === request.query.number);
  if (begun && (await isConfirmed(request, { id: begun.id, action: begun.action, content: begun.content }))) {
    await carryOut(request, response, begun.content);
  } else {
    response.status(409).send(notSent(request));
  }
});

async function carryOut(request, response, content) {
  await change(request, response, '/transfer', (session) => {
    // A real shop has a table for it.
    session.sent = [JSON.parse(content), ...(session.sent ?? [])].slice(0, KEPT);
    session.pending = session.pending?.filter((other) => other.content !== content);
  });
}

/** Writes to the session as it is now. One that was signed out while Latchkey was asked is gone, and would come back if anything were written to it. */
async function change(request, response, next, write) {
  const isThere = await promisify(request.session.reload.bind(request.session))().then(() => true, () => false);
  if (isThere) write(request.session);
  response.redirect(303, isThere ? next : '/login');
}

/** A new session, so that nothing of the one before is left. */
function renew(request) {
  return promisify(request.session.regenerate.bind(request.session))();
}

function isSame(one, other) {
  const digest = (text) => createHash('sha256').update(String(text)).digest();
  return timingSafeEqual(digest(one), digest(other));
}

// Whatever went wrong, the visitor is told no more than that.
app.use((error, request, response, next) => {
  if (response.headersSent) return next(error);
  const status = error.status >= 400 && error.status < 500 ? error.status : 500;
  if (status === 500) console.error(error);
  response.status(status).send(failed(request, status));
});

app.listen(Number(PORT), '127.0.0.1');
