// Whether an answer tells if an address has an account: `node known.mjs` sends the same form for known and unknown addresses in turn, expects the same
// status, headers and body, and prints the median times in milliseconds.

import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { Relay } from './lib/relay.mjs';
import { Person } from './lib/person.mjs';
import { Server } from './lib/server.mjs';

const REQUESTS = 200;
const ROUNDS = 3;
const FORMS = ['/sign-up', '/reset'];
const DATABASES = process.env.LATCHKEY_TEST_POSTGRES_URL ? ['sqlite', 'postgres'] : ['sqlite'];

for (const database of DATABASES) {
  const relay = await Relay.start();
  const server = await Server.start({ database, relay });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const { email: known } = await Person.enrolled(server);
    for (const path of FORMS) for (let round = 0; round < ROUNDS; round += 1) await compare(server, agent, path, known);
  } finally {
    agent.destroy();
    await server.close();
    relay.close();
  }
}

async function compare(server, agent, path, known) {
  const times = { known: [], unknown: [] };
  const answers = {};
  for (let number = 0; number < REQUESTS; number += 1) {
    const unknown = `${randomBytes(8).toString('hex')}@example.org`;
    // Each of the two comes first half of the time.
    const turns = Object.entries({ known, unknown });
    for (const [which, email] of number % 2 ? turns.reverse() : turns) {
      const { took, answer } = await post(server, agent, path, email);
      times[which].push(took);
      answers[which] = answer;
      assert.deepEqual(answer, answers.known ?? answer);
    }
  }
  const median = (all) => all.sort((a, b) => a - b)[all.length / 2].toFixed(2);
  console.log(`${server.kind} ${path}: known ${median(times.known)}, unknown ${median(times.unknown)}`);
}

/** Sends the form with this address: how long the answer took, and what differs between answers only if they tell something. */
function post(server, agent, path, email) {
  const body = new URLSearchParams({ email }).toString();
  const headers = { host: new URL(server.origin).host, origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' };
  const options = { host: '127.0.0.1', port: server.port, method: 'POST', path, agent, headers: { ...headers, 'content-length': body.length } };
  return new Promise((done, failed) => {
    const started = performance.now();
    const call = request(options, async (response) => {
      const chunks = await response.toArray();
      const took = performance.now() - started;
      const { date, 'content-security-policy': policy, 'x-request-id': id, ...rest } = response.headers;
      const text = Buffer.concat(chunks).toString();
      done({ took, answer: { status: response.statusCode, headers: rest, named: [date, policy, id].map(Boolean), text } });
    });
    call.on('error', failed);
    call.end(body);
  });
}
