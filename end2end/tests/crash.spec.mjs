// `kill -9` in the middle of things: afterwards the account is in the old state or in the new one, and its owner gets in.

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '../lib/fixtures.mjs';
import { plain } from '../lib/html.mjs';
import { must, Person } from '../lib/person.mjs';

/** How often each test kills the server. `LATCHKEY_TEST_ROUNDS` sets another number. */
const ROUNDS = Number(process.env.LATCHKEY_TEST_ROUNDS ?? 5);

test.describe.configure({ timeout: 60_000 + ROUNDS * 10_000 });

test(`confirming an authenticator app, ${ROUNDS} times`, async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  const outcomes = await rounds(server, async (crash) => {
    const person = await Person.of(server, 'pending');
    const code = await person.authenticator.next();
    await crash(() => person.client.post('/mfa/totp', { code }));

    const client = await person.halfSession();
    const { location } = await client.get('/mfa');
    if (location === '/mfa/verify') {
      must(await client.post('/mfa/verify', { code: await person.authenticator.next() }));
    } else {
      expect(location).toBe('/mfa/choose');
      person.client = client;
      await person.beginTotp();
      must(await client.post('/mfa/totp', { code: await person.authenticator.next() }), '/mfa/recovery-codes');
    }
    expect(await person.readCodes(client)).toHaveLength(10);
    await person.acknowledge(client);
    expect((await client.get('/account/security')).status).toBe(200);
    return location;
  });
  test.info().annotations.push({ type: 'outcomes', description: JSON.stringify(outcomes) });
});

test(`making new backup codes and acknowledging them, ${ROUNDS} times`, async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  const outcomes = await rounds(server, async (crash) => {
    const person = await Person.of(server, 'enrolled');
    const old = person.codes;
    let fresh = [];
    await crash(async () => {
      await person.client.post('/account/recovery-codes');
      fresh = await person.readCodes();
      await person.client.post('/mfa/recovery-codes', { acknowledged: 'on' });
    });

    const client = await person.halfSession();
    const attempts = [];
    for (const [set, codes] of Object.entries({ old, fresh })) {
      if (codes.length > 0) attempts.push([set, (await client.copy().post('/mfa/recovery', { code: codes[0] })).status]);
    }
    const working = attempts.filter(([, status]) => status === 303).map(([set]) => set);
    // Where the old set answers, its first code ends the half session; the other try then is sent to sign in.
    expect(working.length).toBeGreaterThan(0);
    const inside = await person.signIn();
    expect(plain((await inside.get('/account/security')).text)).toMatch(/\b(9|10) of 10/);
    return working[0];
  });
  test.info().annotations.push({ type: 'outcomes', description: JSON.stringify(outcomes) });
});

test(`removing an authenticator app, ${ROUNDS} times`, async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  await server.setPolicy('max_totp_devices=2', 'enrollment=none');
  const outcomes = await rounds(server, async (crash) => {
    const person = await Person.of(server, 'enrolled');
    const first = person.authenticator;
    must(await person.client.post('/account/devices', { action: 'add' }), '/mfa/totp');
    const second = await person.readAuthenticator();
    must(await person.client.post('/mfa/totp', { code: await second.next() }));
    const page = (await person.client.get('/account/security')).text;
    const removals = [...page.matchAll(/\/account\/devices\/[^/"]+\/remove/g)].map(([path]) => path);
    expect(new Set(removals).size).toBe(2);
    await crash(() => person.client.post(removals[0]));

    const accepted = [];
    for (const app of [first, second]) {
      const client = await person.halfSession();
      accepted.push((await client.post('/mfa/verify', { code: await app.next() })).status === 303);
    }
    expect(accepted).toContain(true);
    return accepted.filter(Boolean).length;
  });
  test.info().annotations.push({ type: 'outcomes', description: JSON.stringify(outcomes) });
});

/**
 * Runs a story again and again, and gives how often each end came. The story's `crash(action)` kills the server at some moment of the
 * action and starts it again.
 */
async function rounds(server, story) {
  const outcomes = {};
  let longest = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const outcome = await story(async (action) => {
      const started = performance.now();
      const done = action().catch(() => {});
      if (round === 0) {
        await done;
        longest = performance.now() - started;
      } else {
        await sleep(Math.random() * longest);
      }
      await server.kill();
      await done;
      await server.run();
    });
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return outcomes;
}
