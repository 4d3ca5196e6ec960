// Everything of this application that concerns Latchkey: who is signed in, who may go on, and who has signed out.
import { createHash, timingSafeEqual } from 'node:crypto';

const { LATCHKEY = 'http://127.0.0.1:3000', WHO_KEY, APPLICATION_KEY = '' } = process.env;

if ((WHO_KEY ?? '').length < 32) throw new Error('WHO_KEY needs 32 characters or more');

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** `GET /latchkey/who`: tells Latchkey, and nobody else, who is signed in. */
export function who(request, response, session) {
  const sent = sha256(request.headers['latchkey-key'] ?? '');
  if (!timingSafeEqual(Buffer.from(sent), Buffer.from(sha256(WHO_KEY)))) return response.writeHead(403).end();
  if (!session) return response.writeHead(204).end();
  // Never the id itself, which is the cookie: a hash of it.
  const { id, name } = session.user;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ id, name, session: sha256(session.id) }));
}

/** Whether the visitor has proved the second factor. If not, the request is answered here. */
export async function mayGoOn(request, response) {
  const answer = await ask('verify', { cookie: request.headers.cookie ?? '' });
  if (!answer?.ok) response.writeHead(503).end('We can’t check your sign-in right now.\n');
  else if ((await answer.json()).active) return true;
  else if (request.method !== 'GET') response.writeHead(403).end('Finish signing in first.\n');
  else response.writeHead(303, { location: `/security/mfa?next=${encodeURIComponent(request.url)}` }).end();
  return false;
}

/** Ends Latchkey’s session with that of the application. */
export async function endSession(session) {
  const answer = await ask('end', { session: sha256(session.id) });
  if (answer && !answer.ok) console.error(`Latchkey didn’t end the session: ${answer.status}`);
}

async function ask(what, body) {
  const headers = { authorization: `Bearer ${APPLICATION_KEY}`, 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(5000) };
  return fetch(`${LATCHKEY}/api/v1/sessions/${what}`, request).catch((error) => console.error(`Latchkey: ${error}`));
}
