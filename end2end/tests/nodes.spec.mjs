// Servers that are killed one after the other while people sign up: whatever was answered is there, and the others go on.
//
// LATCHKEY_TEST_ROUNDS sets how often one is killed.

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '../lib/fixtures.mjs';
import { must, Person } from '../lib/person.mjs';

const KILLS = Number(process.env.LATCHKEY_TEST_ROUNDS ?? 4);
const VISITORS = 4;

test.describe.configure({ timeout: 60_000 + KILLS * 10_000 });

test(`killed ${KILLS} times under load`, { tag: '@postgres' }, async ({ startServer, database }) => {
  const first = await startServer();
  const { LATCHKEY__DATABASE__URL, LATCHKEY__SECRETS__KEY_FILE } = first.environment;
  // SQLite is for one server: it is killed and comes back.
  const nodes = database === 'sqlite' ? [first] : [first, await startServer({ LATCHKEY__DATABASE__URL, LATCHKEY__SECRETS__KEY_FILE })];
  await first.setPolicy('enrollment=none');

  const people = { signedUp: [], enrolled: [], broken: 0, lately: new Set() };
  let over = false;
  const visit = async (visitor) => {
    for (let turn = visitor; !over; turn += 1) {
      await signUpAndEnroll(nodes[turn % nodes.length], people).catch(() => {
        people.broken += 1;
        return sleep(50);
      });
    }
  };
  const visitors = Array.from({ length: VISITORS }, (_, visitor) => visit(visitor));
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(500 + Math.random() * 500);
    const node = nodes[kill % nodes.length];
    await node.kill();
    if (nodes.length > 1) await everyoneServes(nodes.filter((other) => other !== node), people);
    await node.run();
  }
  await everyoneServes(nodes, people);
  over = true;
  await Promise.all(visitors);

  expect(people.enrolled.length).toBeGreaterThan(KILLS);
  for (const [number, person] of [...people.signedUp, ...people.enrolled].entries()) {
    person.server = nodes[number % nodes.length];
    const client = await person.halfSession();
    if (people.enrolled.includes(person)) must(await client.post('/mfa/verify', { code: await person.authenticator.next() }));
  }
  test.info().annotations.push({
    type: 'answered',
    description: `${people.signedUp.length} signed up, ${people.enrolled.length} enrolled, ${people.broken} broken off`,
  });
});

/** Waits until each of these servers has enrolled somebody from now on. */
function everyoneServes(nodes, { lately }) {
  lately.clear();
  return expect.poll(() => nodes.every((node) => lately.has(node)), { message: 'each server enrolls somebody' }).toBe(true);
}

/** Notes each answer as it comes. */
async function signUpAndEnroll(node, people) {
  const person = await Person.signedUp(node);
  people.signedUp.push(person);
  await person.beginTotp();
  must(await person.client.post('/mfa/totp', { code: await person.authenticator.next() }));
  people.signedUp.splice(people.signedUp.indexOf(person), 1);
  people.enrolled.push(person);
  people.lately.add(node);
}
