// The documents are right: what they have people copy into a page or a shell is run here, against a real server. A sample that no test claims fails,
// so that a new one can't be forgotten. Rust is compiled where it stands, by the workspace's own tests.

import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as jose from 'jose';
import { administrator, keyOf } from '../lib/administrator.mjs';
import { Client } from '../lib/client.mjs';
import { adapt, commandsInSentences, newFolder, samples, shell, source } from '../lib/documents.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { Authenticators } from '../lib/passkeys.mjs';
import { must, Person } from '../lib/person.mjs';
import { command } from '../lib/server.mjs';
import { Playground } from '../pages/playground.mjs';

const SAMPLES = await samples();
const claimed = new Set();

/** Claims the one sample of a document that begins like this. */
function claim(file, beginning) {
  const found = SAMPLES.filter((sample) => sample.file === file && sample.text.startsWith(beginning));
  if (found.length !== 1) throw new Error(`${file} has ${found.length} samples that begin with ${beginning}`);
  claimed.add(found[0]);
  return found[0].text;
}

/** What stands in a fence without being for a browser or a shell. Where it has a language that says so it isn't looked at in the first place. */
const NOT_RUN = [
  ['README.md', 'id.example.org {'], // a Caddyfile
  ['docs/actions.md', ' browser                                   Latchkey'], // a drawing
  ['docs/actions.md', ' browser                       the application'], // a drawing
  ['docs/architecture.md', 'server ─'], // a drawing
  ['docs/beside-by-token.md', 'latchkey check who'], // server/tests/process/beside/token.rs
  ['docs/beside.md', 'latchkey check who'], // server/tests/process/beside
  ['docs/beside.md', 'latchkey check gates'], // the same
  ['docs/embedding.md', 'cargo xtask package'], // what the stage `package` does
  ['docs/forward-auth.md', 'latchkey check gates'], // server/tests/process/beside
  ['docs/operating.md', 'cd /var/lib/latchkey'], // as the unit of systemd has it
  ['docs/tokens.md', ' browser '], // a drawing
  ['docs/tokens.md', 'HTTP/1.1 401'], // what an application answers
];

/** Succeeds, and gives what was printed. */
async function run(text, options) {
  const { code, stdout, stderr } = await shell(text, options);
  expect([text, code, stderr]).toEqual([text, 0, expect.anything()]);
  return stdout;
}

/** Calls a function of ours as a page does. */
async function call(client, name, fields) {
  const headers = { 'content-type': 'application/json', accept: 'application/json', origin: client.server.origin };
  const { status, text } = await client.send('POST', `/api/latchkey/${name}`, { body: JSON.stringify(fields), headers });
  expect([name, status]).toEqual([name, 200]);
  return JSON.parse(text);
}

/** Each member of a value with its type, and each of what is in it. */
const shape = (value) =>
  value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort().map(([name, member]) => [name, shape(member)])) : typeof value;

const CURL = claim('docs/actions.md', 'curl https://id.example.org');
const CURL_ANSWER = claim('docs/actions.md', '{ "user_id"');
const ACTION_POLICY = claim('docs/actions.md', 'latchkey policy set actions=');

test('docs/actions.md: an application’s server has a token consumed', async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  await run(ACTION_POLICY, { server });
  const admin = await administrator(server);
  const key = await keyOf(admin, 'shop');

  const person = await Person.of(server, 'enrolled');
  const content = 'abc';
  const { id: user } = await call(person.client, 'flow/user', {});
  const { id: confirmation } = await call(person.client, 'action/begin', { action: 'transfer.create', content, summary: 'Send money' });
  await call(person.client, 'totp/verify', { code: await person.authenticator.next(), device: null, confirmation });
  const { token } = await call(person.client, 'action/token', { confirmation });
  const line = adapt(CURL, [
    ['https://id.example.org', server.origin],
    ['"token": "…"', `"token": "${token}"`],
    ['"user_id": "…"', `"user_id": "${user}"`],
    ['ba7816bf…', createHash('sha256').update(content).digest('hex')],
  ]);

  expect((await shell('curl --version', { server })).code, 'curl is needed for this: please install it').toBe(0);
  const answer = JSON.parse(await run(line, { server, environment: { LATCHKEY_KEY: key } }));
  expect(shape(answer)).toEqual(shape(JSON.parse(CURL_ANSWER)));
  expect(answer).toMatchObject({ user_id: user, action: 'transfer.create', method: 'totp' });
  const again = JSON.parse(await run(line, { server, environment: { LATCHKEY_KEY: key } }));
  expect(again).toEqual({ code: 'mfa_token_consumed' });
});

const BEGIN_CONFIRMATION = claim('docs/actions.md', 'curl http://127.0.0.1:3000/api/v1/confirmations -H');
const BEGUN = claim('docs/actions.md', '{ "required"');
const CONSUME_CONFIRMATION = claim('docs/actions.md', 'curl http://127.0.0.1:3000/api/v1/confirmations/consume');

test('docs/actions.md: an application’s server has an action confirmed on a page', async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  await run(ACTION_POLICY, { server });
  const environment = { LATCHKEY_KEY: await keyOf(await administrator(server), 'shop', ['confirmations:write']) };
  const person = await Person.of(server, 'enrolled');
  const cookies = () => person.client.cookies().map(({ name, value }) => `${name}=${value}`).join('; ');
  const asked = async (line, changes = []) => {
    // Latchkey's own accounts have no user of an application.
    const own = [[/ *"visitor": \{.*?\},/s.exec(line)[0], ''], ['http://127.0.0.1:3000', server.origin], ['"cookie": "…"', `"cookie": "${cookies()}"`]];
    return JSON.parse(await run(adapt(line, [...own, ...changes]), { server, environment }));
  };
  const begun = await asked(BEGIN_CONFIRMATION);
  expect(shape(begun)).toEqual(shape(JSON.parse(BEGUN)));
  const { location: form } = await person.client.get(begun.location);
  expect(form).toMatch(/^\/mfa\/verify\?held=/);
  expect((await person.client.post(form, { code: await person.authenticator.next() })).location).toBe('/transfer/confirmed');
  expect(await asked(CONSUME_CONFIRMATION, [['"id": "0192…"', `"id": "${begun.id}"`]])).toMatchObject({ action: 'transfer.create', method: 'totp' });
});

const TOKEN_SCRIPT = claim('docs/tokens.md', 'const answer = await fetch');
const INTROSPECT = claim('docs/tokens.md', 'curl https://id.example.org/api/v1/introspect');
const VERIFY_SESSION = claim('docs/tokens.md', 'curl https://id.example.org/api/v1/sessions/verify');
const SIGNING_KEYS = claim('docs/operating.md', 'latchkey signing-keys list');

test('docs/tokens.md: a page gets a token, which a library that isn’t ours verifies', async ({ startServer, page, become, watch }) => {
  const audience = 'https://shop.example.org';
  const server = await startServer({ LATCHKEY__TOKENS__AUDIENCES: audience }, { stocked: true });
  const key = await keyOf(await administrator(server), 'shop', ['sessions:read', 'tokens:introspect']);
  const person = await Person.of(server, 'enrolled');
  await become(await person.halfSession());
  await page.goto(`${server.origin}/mfa/verify`);
  const fetched = () => page.evaluate(`(async () => { ${TOKEN_SCRIPT}; return { status: answer.status, token }; })()`);
  watch.tolerate(403);
  expect(await fetched(), 'a half session gets none').toEqual({ status: 403, token: undefined });

  await become(person);
  await page.goto(`${server.origin}/account/security`);
  const { token } = await fetched();
  const { issuer, jwks_uri: address } = await (await fetch(`${server.origin}/.well-known/oauth-authorization-server`)).json();
  const keys = jose.createRemoteJWKSet(new URL(address), { cooldownDuration: 0 });
  const verify = (text, changes = {}) =>
    jose.jwtVerify(text, keys, { algorithms: ['ES256'], audience, issuer, typ: 'latchkey-session+jwt', ...changes });
  const { payload } = await verify(token);
  expect(payload).toMatchObject({ aud: audience, iss: server.origin, scope: 'user:basic' });
  expect(payload.amr).toContain('otp');
  await expect(verify(token, { audience: 'https://mail.example.org' })).rejects.toThrow('"aud"');
  await expect(verify(token, { typ: 'JWT' })).rejects.toThrow('"typ"');
  const [head, , signature] = token.split('.');
  const altered = Buffer.from(JSON.stringify({ ...payload, sub: 'somebody' })).toString('base64url');
  await expect(verify([head, altered, signature].join('.'))).rejects.toThrow('signature');

  const environment = { LATCHKEY_KEY: key, TOKEN: token };
  const asked = async (line, changes) => JSON.parse(await run(adapt(line, [['https://id.example.org', server.origin], ...changes]), { server, environment }));
  const cookies = person.client.cookies().map(({ name, value }) => `${name}=${value}`).join('; ');
  const verified = () => asked(VERIFY_SESSION, [['__Host-latchkey=…', cookies]]);
  expect(await asked(INTROSPECT, [])).toMatchObject({ active: true, sub: payload.sub, sid: payload.sid });
  expect(await verified()).toMatchObject({ active: true, sid: payload.sid });
  await person.client.post('/sign-out');
  expect(await asked(INTROSPECT, [])).toEqual({ active: false });
  expect(await verified()).toEqual({ active: false });

  const [listed, turned] = SIGNING_KEYS.trim().split('\n');
  expect(await run(listed, { server })).toContain('active');
  expect((await shell(turned, { server })).code, 'the next one is too young').not.toBe(0);
  // In place of seven minutes.
  await server.database.execute("UPDATE signing_key SET since = since - 600000 WHERE state = 'next'");
  await run(turned, { server });
  await verify(token);
});

const PASSKEY_SCRIPT = claim('docs/architecture.md', 'const post = async');

test('docs/architecture.md: a page of one’s own registers a passkey', async ({ page, people, become, watch }) => {
  await Authenticators.builtIn(page);
  await become(await people.signedUp());
  await page.goto('/mfa/choose');
  // Not awaited: the page that it runs in is left by it.
  await page.evaluate(`void (async () => { ${PASSKEY_SCRIPT} })()`);
  await expect(page).toHaveURL('/mfa/recovery-codes');

  const person = await people.withPasskey();
  await page.context().clearCookies();
  await become(person);
  await page.goto('/account/security');
  await person.letProofsExpire();
  watch.tolerate(403);
  const refusal = await page.evaluate(`(async () => { ${PASSKEY_SCRIPT} })().catch((error) => error)`);
  expect(refusal, 'as its comment says').toEqual({ code: 'step_up_required' });
});

const EVENTS_SCRIPT = claim('docs/embedding.md', "addEventListener('mfa_completion_success'");

test('docs/embedding.md: a script that isn’t Rust hears what comes of the screens', async ({ page, people, become }) => {
  const heard = [];
  page.on('console', (message) => heard.push(message.text()));
  const person = await people.enrolled();
  await become(await person.halfSession());
  const playground = new Playground(page);
  await playground.open();
  await page.evaluate(adapt(EVENTS_SCRIPT, [['…', "console.log('proved')"]]));
  await playground.show('verify');
  await playground.verify.close.click();
  await expect.poll(() => heard).toContain('cancelled');
  await playground.show('verify');
  await playground.verify.enter(await person.authenticator.next());
  await expect.poll(() => heard).toContain('proved');
});

const OPERATING = 'docs/operating.md';
const POLICY = claim(OPERATING, 'latchkey policy show');
const NO_PASSKEYS = claim(OPERATING, 'latchkey policy set passkey=false');

test('docs/operating.md: the policy is shown and changed', { tag: '@postgres' }, async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  const person = await Person.of(server, 'signedUp');
  expect((await (await person.halfSession()).get('/mfa')).location).toBe('/mfa/choose');
  await run(POLICY, { server });
  expect((await (await person.halfSession()).get('/mfa')).location, 'enrollment=none').toBe('/account/security');
  await run(NO_PASSKEYS, { server });
  const shown = await run('latchkey policy show', { server });
  for (const line of [/\benrollment\W+none/, /\bstep_up_seconds\W+120/, /\bpasskey\W+false/]) expect(shown).toMatch(line);
  const admin = await administrator(server);
  const { text } = await admin.client.get('/admin/policy/versions');
  for (const reason of ['pilot', 'managed phones only']) expect(text).toContain(reason);
});

const SEED = claim(OPERATING, 'latchkey dev seed');

test('docs/operating.md: people are made up', async ({ startServer }) => {
  const server = await startServer();
  await run(SEED, { server });
  const [, count] = SEED.match(/--accounts (\d+)/);
  expect((await run('latchkey user list', { server })).trim().split('\n')).toHaveLength(Number(count));
});

const BACKUP = claim(OPERATING, 'sqlite3 data/latchkey.db ".backup');
const END_ALL = claim(OPERATING, 'sqlite3 data/latchkey.db "PRAGMA');

test('docs/operating.md: a backup is made while the server runs, and a server starts from it', { tag: '@postgres' }, async ({ startServer, database }) => {
  const [sqlite, postgres, keys, ...more] = BACKUP.trim().split('\n');
  expect(more).toEqual([]);
  const folder = await newFolder();
  await mkdir(join(folder, 'data'));
  const server = await startServer({
    LATCHKEY__SECRETS__KEY_FILE: join(folder, 'data/secret.key'),
    ...(database === 'sqlite' && { LATCHKEY__DATABASE__URL: `sqlite://${join(folder, 'data/latchkey.db')}` }),
  });
  const person = await Person.enrolled(server);
  const elsewhere = await newFolder();
  await run(adapt(keys, [['/somewhere/else/', `${elsewhere}/`]]), { server, folder });
  expect(await readFile(join(elsewhere, 'secret.key'), 'utf8')).toBe(await readFile(join(folder, 'data/secret.key'), 'utf8'));

  const url = new URL(server.database.url);
  const restored = await startServer();
  await restored.stop();
  if (database === 'sqlite') {
    await run(sqlite, { server, folder });
    await run(`cp ${folder}/latchkey-backup.db latchkey.db; rm -f latchkey.db-*`, { server: restored });
    await run(adapt(END_ALL, [['data/latchkey.db', 'latchkey.db']]), { server: restored });
    expect(await run('sqlite3 latchkey.db "SELECT COUNT(*) FROM session"', { server: restored })).toBe('0\n');
  } else {
    const environment = { PGHOST: url.hostname, PGPORT: url.port, PGUSER: url.username };
    await run(adapt(postgres, [['=custom latchkey', `=custom ${server.database.name}`]]), { server, folder, environment });
    await run(`pg_restore --clean --if-exists --no-owner --dbname=${restored.database.name} latchkey-backup.dump`, { server, folder, environment });
  }
  await run(`cp -p ${elsewhere}/secret.key ${restored.keyFile}`, { server: restored });
  await restored.run();
  const client = new Client(restored);
  must(await client.post('/sign-in', { email: person.email, password: person.password }));
  must(await client.post('/mfa/verify', { code: await person.authenticator.next() }));
});

const ROTATE = claim(OPERATING, 'latchkey keys rotate');
const VERIFY = claim(OPERATING, 'latchkey audit verify\n');
const VERIFIED = claim(OPERATING, '1523 lines in');
const VERIFY_HEAD = claim(OPERATING, 'latchkey audit verify --head');

test('docs/operating.md: the keys are changed and the audit is checked while the server runs', async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  const before = await readFile(server.keyFile, 'utf8');
  await run(ROTATE, { server });
  const after = await readFile(server.keyFile, 'utf8');
  expect([after === before, after.includes(before.trim())], 'a new key, and the old one beside it').toEqual([false, true]);
  // Lines are sealed every minute, and at the start.
  await server.restart();
  const pattern = (text) => text.trim().replaceAll(/[0-9a-f]{4}…/g, '<hash>').replaceAll(/\d+/g, '<n>');
  const printed = async () => pattern((await run(VERIFY, { server })).replaceAll(/\b[0-9a-f]{64}\b/g, '0000…'));
  await expect.poll(printed, 'as it is shown').toBe(pattern(VERIFIED));
  const [, head] = (await run(VERIFY, { server })).match(/newest batch: (\S+)/);
  await run(adapt(VERIFY_HEAD, [[/--head (\S+)/.exec(VERIFY_HEAD)[1], head]]), { server });
});

const USER_LINE = claim(OPERATING, '2026-');
const RESET = claim(OPERATING, 'latchkey user reset-mfa');

test('docs/operating.md: somebody is found and reset', async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  const person = await Person.of(server, 'withBoth');
  await server.database.execute(`UPDATE account SET email = 'somebody@example.org' WHERE email = '${person.email}'`);
  person.email = 'somebody@example.org';
  const columns = (line) => line.trim().replaceAll(/\d+/g, '<n>');
  const list = await run('latchkey user list somebody', { server });
  expect(columns(list)).toBe(columns(USER_LINE));
  await run(RESET, { server });
  expect((await (await person.halfSession()).get('/mfa')).location).toBe('/mfa/choose');
  await run('latchkey admin grant somebody@example.org', { server });
  expect(await run('latchkey user list somebody', { server })).toMatch(/administrator$/m);
});

const RENAME = claim(OPERATING, 'latchkey user rename');

test('docs/operating.md: an account gets another address', async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  const person = await Person.of(server, 'enrolled');
  await server.database.execute(`UPDATE account SET email = 'somebody@example.org' WHERE email = '${person.email}'`);
  await run(RENAME, { server });
  expect(await run('latchkey user list new@', { server })).toMatch(/ {2}new@example\.org$/m);
  expect((await person.client.get('/account/security')).text).toContain('new name, identity checked by phone');
  person.email = 'new@example.org';
  await person.signIn();
});

const STOP = claim(OPERATING, 'latchkey user disable');

test('docs/operating.md: an administrator is stopped', { tag: '@postgres' }, async ({ startServer }) => {
  const server = await startServer();
  await administrator(server);
  const rogue = await administrator(server);
  await server.database.execute(`UPDATE account SET email = 'somebody@example.org' WHERE email = '${rogue.email}'`);
  await run(STOP, { server });
  expect(await run('latchkey user list somebody', { server })).toMatch(/somebody@example\.org {2}disabled$/m);
  expect((await rogue.client.get('/account/security')).location).toMatch(/^\/sign-in/);
});

const EXPORT = claim(OPERATING, 'latchkey user export');

test('docs/operating.md: the data of an account is printed', async ({ startServer }) => {
  const server = await startServer();
  const person = await Person.enrolled(server);
  await server.database.execute(`UPDATE account SET email = 'somebody@example.org' WHERE email = '${person.email}'`);
  const copy = JSON.parse(await run(EXPORT, { server }));
  expect([copy.format, copy.methods.authenticator_apps.length]).toEqual(['latchkey-account', 1]);
});

const WAITING_TIME = claim(OPERATING, 'latchkey policy set recovery_hours');
const RECOVERIES = claim(OPERATING, 'latchkey user recoveries');

test('docs/operating.md: account recoveries wait longer, are listed and stopped', async ({ startServer }) => {
  const server = await startServer();
  const person = await Person.enrolled(server);
  await run(WAITING_TIME, { server });
  await server.database.execute(`UPDATE account SET email = 'somebody@example.org' WHERE email = '${person.email}'`);
  const now = Date.now();
  await server.database.execute(
    `INSERT INTO account_recovery (id, account_id, state, began_at, ready_at, days, told, day, next_notice_at, network, agent)
     SELECT 'r', id, 'waiting', ${now}, ${now + 432_000_000}, 5, 0, 1, ${now + 86_400_000}, '', '' FROM account`,
  );
  expect(await run(RECOVERIES, { server })).toContain('somebody@example.org');
  expect(await run('latchkey user recoveries', { server })).toContain('no recovery is in progress');
});

const MAIL_TEST = claim(OPERATING, 'latchkey mail test');

test('docs/operating.md: the settings of mail are tried', async ({ startServer }) => {
  const server = await startServer();
  const file = (await run(MAIL_TEST, { server })).match(/the mail is in (.+\.eml)$/m)[1];
  expect(await readFile(join(server.folder, file), 'utf8')).toContain('To: somebody@example.org');
});

const MAIL_PREVIEW = claim(OPERATING, 'latchkey mail preview');

test('docs/operating.md: the mails are looked at', async ({ startServer }) => {
  const server = await startServer();
  await run(MAIL_PREVIEW, { server });
  expect(await readFile(join(server.folder, 'mails/de/reset-password.txt'), 'utf8')).toContain(`${server.origin}/m/`);
});

test('command lines in sentences are none that latchkey doesn’t know', async () => {
  const lines = await commandsInSentences();
  expect(lines.length).toBeGreaterThan(5);
  for (const words of lines) {
    const complete = words.split(' ').map((word) => ({ N: '1', '…': 'x' })[word] ?? word);
    const { code, stderr } = await command([...complete, '--help'], { env: {} });
    expect([words, code, stderr]).toEqual([words, 0, '']);
  }
});

const BUILDING = [claim('README.md', 'cargo xtask serve'), claim('README.md', 'cargo xtask dist')];

test('README.md: what builds and tests Latchkey are tasks of its build tool', async () => {
  // They can't be run by what they build and run.
  const [, tasks] = (await source('xtask/src/main.rs')).match(/enum Task \{(.*?)^\}/ms);
  for (const [, task] of BUILDING.join('').matchAll(/^cargo xtask (\w+)/gm)) {
    expect(tasks).toMatch(new RegExp(`^    ${task[0].toUpperCase()}${task.slice(1)}\\b`, 'm'));
  }
});

test('no sample is forgotten', () => {
  const isKnown = ({ file, text }) => NOT_RUN.some(([known, beginning]) => file === known && text.startsWith(beginning));
  const forgotten = SAMPLES.filter((sample) => !claimed.has(sample) && !isKnown(sample));
  expect(forgotten.map(({ place, text }) => `${place}: ${text.split('\n')[0]}`)).toEqual([]);
});
