// What is stored and what is logged, even at the most talkative level, gives nothing away.

import { expect, test } from '../lib/fixtures.mjs';
import { FULL, HALF, must, Person } from '../lib/person.mjs';
import { base32, codeTraces, fromBase32, traces } from '../lib/traces.mjs';

test('neither the database nor the log at trace level holds a secret', { tag: '@postgres' }, async ({ startServer }) => {
  const server = await startServer({ RUST_LOG: 'trace' });
  const { secrets, sessions, codes } = await life(server);
  await server.stop();
  const [stored, log] = [await server.database.dump(), Buffer.from(await server.readLog())];
  expect(stored.length).toBeGreaterThan(4_000);
  expect(log.includes(' DEBUG '), 'the log is talkative').toBe(true);

  expect(traces(stored, secrets)).toEqual([]);
  expect(traces(log, secrets)).toEqual([]);
  // The store knows a session by the SHA-256 of its id, and by nothing else of it; the log does not know it at all.
  const found = traces(stored, sessions).map((line) => line.split(' …')[0]);
  expect(found.length, 'live sessions').toBeGreaterThan(0);
  expect(found.filter((label) => !label.endsWith('id: sha256 plain'))).toEqual([]);
  expect(traces(log, sessions)).toEqual([]);
  expect(codeTraces(stored, codes)).toEqual([]);
  expect(codeTraces(log, codes)).toEqual([]);
  expect(traces(Buffer.concat([stored, log]), codes.map((code) => [code, code])).filter((line) => !line.includes(': plain'))).toEqual([]);
});

/** Somebody does everything that handles a secret; gives all of these secrets. */
async function life(server) {
  const codes = [];
  const sessions = [];
  const remember = (moment, client) => {
    for (const name of [HALF, FULL]) {
      const id = client.cookie(name);
      if (!id) continue;
      sessions.push([`${name}, ${moment}, id`, id], [`${name}, ${moment}, bytes`, Buffer.from(id, 'base64url')]);
    }
  };
  const spend = async (person) => {
    codes.push(await person.authenticator.next());
    return codes.at(-1);
  };

  const person = await Person.pending(server);
  remember('enrolling', person.client);
  codes.push(...(await person.authenticator.wrong(2)));
  await person.client.post('/mfa/totp', { code: codes[0] });
  must(await person.client.post('/mfa/totp', { code: await spend(person) }), '/mfa/recovery-codes');
  remember('enrolled', person.client);
  const pending = await person.readCodes();
  await person.client.get('/mfa/recovery-codes.txt');
  expect(traces(await server.database.dump(), pending.map((code) => ['pending backup code', code]))).toEqual([]);
  await person.acknowledge();

  const client = await person.halfSession();
  remember('challenged', client);
  await client.post('/mfa/verify', { code: codes[1] });
  must(await client.post('/mfa/verify', { code: await spend(person) }));
  remember('signed in', client);
  const other = await person.halfSession();
  await other.post('/mfa/recovery', { code: `${person.codes[1].slice(0, -4)}2222` });
  must(await other.post('/mfa/recovery', { code: person.codes[0] }));
  remember('signed in by backup code', other);
  const unused = `${person.password}-new`;
  await other.post('/account/password', { current: person.password, new: unused });
  await other.post('/sign-in', { email: person.email, password: 'a mistyped passphrase' });

  const secret = person.authenticator.secret;
  return {
    codes,
    sessions,
    secrets: [
      ['password', person.password],
      ['new password', unused],
      ['wrong password', 'a mistyped passphrase'],
      ['TOTP secret', secret],
      ['TOTP secret, bytes', fromBase32(secret)],
      ...person.codes.flatMap((code, index) => {
        const bare = code.replaceAll('-', '');
        return [
          [`backup code ${index}`, code],
          [`backup code ${index}, bare`, bare.toUpperCase()],
          [`backup code ${index}, bare lower case`, bare.toLowerCase()],
          [`backup code ${index}, secret part`, bare.slice(4).toUpperCase()],
          [`backup code ${index}, secret part lower case`, bare.slice(4).toLowerCase()],
        ];
      }),
    ],
  };
}

test('the search finds what it is meant to find', () => {
  const secret = ['secret', 'correct horse'];
  expect(traces(Buffer.from('x Y29ycmVjdCBob3JzZQ== x'), [secret])).toHaveLength(2);
  expect(traces(Buffer.from('x 636f727265637420686f727365 x'), [secret])).toHaveLength(1);
  expect(traces(Buffer.from(`x ${base32(Buffer.from('correct horse'))} x`), [secret])).toHaveLength(1);
  expect(fromBase32(base32(Buffer.from('correct horse'))).toString()).toBe('correct horse');
  expect(codeTraces(Buffer.from('12:30:11.123456Z code=654321'), ['123456', '654321'])).toHaveLength(1);
});
