// Everything of this shop that concerns Latchkey.
import { createHash, timingSafeEqual } from 'node:crypto';
import { closed } from './pages.js';

const { LATCHKEY = 'http://127.0.0.1:3000', WHO_KEY, APPLICATION_KEY } = process.env;

const sha256 = (text) => createHash('sha256').update(text);
const isSame = (one, other) => timingSafeEqual(sha256(one).digest(), sha256(other).digest());

/** Who is signed in. Never the session’s id, which is in the cookie: a hash of it. */
const visitor = ({ session, sessionID }) =>
  session.user ? { ...session.user, session: sha256(sessionID).digest('hex') } : null;

/** `GET /latchkey/who`: tells Latchkey, and nobody else, who is signed in. */
export function who(request, response) {
  const sent = request.get('latchkey-key');
  if (!sent || !isSame(sent, WHO_KEY)) return response.sendStatus(403);
  const user = visitor(request);
  user ? response.json(user) : response.sendStatus(204);
}

/** Lets those go on who have proved the second factor. */
export async function gate(request, response, next) {
  const answer = await ask('sessions/verify', asker(request));
  if (answer?.active === true) return next();
  if (!answer) return response.status(503).send(closed(request, false));
  if (!['GET', 'HEAD'].includes(request.method)) return response.status(403).send(closed(request, true));
  response.redirect(303, `/security/mfa?next=${encodeURIComponent(request.originalUrl)}`);
}

/** Ends Latchkey’s session with that of the shop. */
export async function endSession(request) {
  const user = visitor(request);
  if (user) await ask('sessions/end', { session: user.session }, 204);
}

/** Asks whether an action has to be confirmed, and where. */
export const confirm = (request, about) => ask('confirmations', { ...about, ...asker(request) });

/** Uses up the confirmation of an action with exactly this content, once: the visitor’s own, and of this action. Any other answer isn’t one. */
export async function isConfirmed(request, about) {
  const answer = await ask('confirmations/consume', { ...about, ...asker(request) });
  return answer?.action === about.action && answer.user_id === visitor(request)?.id;
}

const asker = (request) => ({ cookie: request.get('cookie') ?? '', visitor: visitor(request) });

/** The members of the answer, or null if there is none or it isn’t the expected one. */
async function ask(path, question, status = 200) {
  try {
    const headers = { authorization: `Bearer ${APPLICATION_KEY}`, 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(question), redirect: 'error', signal: AbortSignal.timeout(5000) };
    const answer = await fetch(`${LATCHKEY}/api/v1/${path}`, request);
    if (answer.status !== status) throw new Error(`${answer.status} ${await answer.text()}`);
    return status === 200 ? await answer.json() : {};
  } catch (error) {
    console.error(`Latchkey: ${path}: ${error.cause ?? error}`);
    return null;
  }
}
