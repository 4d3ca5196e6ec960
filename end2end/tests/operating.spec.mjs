// What an operator sees: starting, stopping, refusing to start, and the commands.

import { stat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { administrator } from '../lib/administrator.mjs';
import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { must, Person } from '../lib/person.mjs';
import { command, Server } from '../lib/server.mjs';

test('health for load balancers, in plain text', async ({ server }) => {
  for (const path of ['/healthz', '/readyz']) {
    const { status, headers } = await new Client(server).get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(headers['content-type']).toMatch(/^text\/plain/);
  }
});

test('SIGTERM ends it in time, also with connections that say nothing', async ({ startServer }) => {
  const server = await startServer();
  const idle = connect(server.port, '127.0.0.1');
  idle.on('error', () => {});
  const slow = connect(server.port, '127.0.0.1', () => slow.write('POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n'));
  slow.on('error', () => {});
  await new Client(server).get('/');
  const { code, milliseconds } = await server.stop();
  expect(code).toBe(0);
  expect(milliseconds).toBeLessThan(10_000);
  idle.destroy();
  slow.destroy();
});

test('SIGTERM ends it in time, also while the database holds everybody up', { tag: '@postgres' }, async ({ startServer }) => {
  const server = await startServer();
  const release = await server.database.holdUp();
  const person = new Person(server);
  const underWay = person.client.post('/sign-up', { email: person.email, password: person.password }).catch(() => ({ status: 0 }));
  await sleep(1000);
  const { code, milliseconds } = await server.stop();
  expect(code).toBe(0);
  expect((await underWay).status).not.toBe(303);
  expect(milliseconds).toBeLessThan(10_000);
  await release();
});

const REFUSED = {
  'an unknown key': [{ LATCHKEY__SERVER__ADRESS: '127.0.0.1:1' }, /server\.adress/i],
  'an unknown table': [{ LATCHKEY__SEVER__ADDR: '127.0.0.1:1' }, /sever/i],
  'a bad address': [{ LATCHKEY__SERVER__ADDR: 'nonsense' }, /server\.addr/i],
  'a bad origin': [{ LATCHKEY__SERVER__PUBLIC_ORIGIN: 'localhost' }, /public_origin/i],
  'an origin with a path': [{ LATCHKEY__SERVER__PUBLIC_ORIGIN: 'https://example.org/app' }, /public_origin/i],
  'plain http on a public name': [{ LATCHKEY__SERVER__PUBLIC_ORIGIN: 'http://example.org' }, /http/i],
  'a database of an unknown kind': [{ LATCHKEY__DATABASE__URL: 'mysql://localhost/x' }, /database/i],
  'a number that is none': [{ LATCHKEY__LIMITS__SIGN_INS_PER_MINUTE: 'many' }, /sign_ins_per_minute/i],
};

for (const [what, [settings, words]] of Object.entries(REFUSED)) {
  test(`${what} stops the start with one clear line`, async () => {
    const server = await Server.prepare({ settings });
    const { code, stdout, stderr } = await server.command('serve');
    expect(code).toBeGreaterThan(0);
    expect(stdout + stderr).toMatch(words);
    expect((stdout + stderr).trim().split('\n')).toHaveLength(1);
  });
}

test('a database without its key file stops the start', async ({ startServer }) => {
  const server = await startServer();
  await Person.signedUp(server);
  expect((await stat(server.keyFile)).mode & 0o777).toBe(0o600);
  await server.stop();
  await unlink(server.keyFile);
  const { code, stdout, stderr } = await server.command('serve');
  expect(code).toBeGreaterThan(0);
  expect(stdout + stderr).toMatch(/key/i);
  await expect(stat(server.keyFile), 'no new key').rejects.toThrow();
});

test('after a change of keys everything goes on', async ({ startServer }) => {
  const server = await startServer();
  const [done, owing, pending] = [await Person.enrolled(server), await Person.verified(server), await Person.pending(server)];
  await server.stop();
  const { code, stderr } = await server.command('keys', 'rotate');
  expect([code, stderr]).toEqual([0, expect.anything()]);
  await server.run();
  expect((await done.client.get('/account/security')).status).toBe(200);
  await done.signIn();
  must(await (await done.halfSession()).post('/mfa/recovery', { code: done.codes[0] }));
  const before = owing.codes;
  expect(await owing.readCodes()).toEqual(before);
  must(await pending.client.post('/mfa/totp', { code: await pending.authenticator.next() }), '/mfa/recovery-codes');
});

test('the commands for people', async ({ startServer }) => {
  const server = await startServer();
  const [first, second] = [await Person.enrolled(server), await Person.enrolled(server)];
  expect(await server.readLog(), 'the log tells of the first administrator').toMatch(/administrator/i);

  const list = await server.command('user', 'list');
  expect(list.code).toBe(0);
  for (const { email } of [first, second]) expect(list.stdout).toContain(email);
  const line = (email, text) => text.split('\n').find((row) => row.includes(email));
  expect(line(first.email, list.stdout)).toMatch(/admin/i);
  expect(line(second.email, list.stdout)).not.toMatch(/admin/i);

  expect((await server.command('admin', 'grant', second.email)).code).toBe(0);
  expect(line(second.email, (await server.command('user', 'list')).stdout)).toMatch(/admin/i);

  const reset = await server.command('user', 'reset-mfa', second.email, '--reason', 'the phone fell into a lake');
  expect([reset.code, reset.stderr]).toEqual([0, expect.anything()]);
  const client = await second.halfSession();
  expect((await client.get('/mfa')).location).toBe('/mfa/choose');
  expect((await second.client.get('/account/security')).status).not.toBe(200);
  await first.signIn();

  for (const words of [['user', 'reset-mfa', 'nobody@example.org', '--reason', 'x'], ['admin', 'grant', 'nobody@example.org']]) {
    const refused = await server.command(...words);
    expect(refused.code).toBeGreaterThan(0);
    expect(refused.stderr.trim().split('\n').at(-1)).toMatch(/^latchkey: .*no account/);
  }
});

test('the audit is checked against its chain, also while the server runs', { tag: '@postgres' }, async ({ startServer }) => {
  const server = await startServer();
  const verify = (...words) => server.command('audit', 'verify', ...words);
  const admin = await administrator(server);
  // What is there at the start is sealed at once.
  await server.restart();
  await expect.poll(async () => (await verify()).stdout).toMatch(/^[1-9]\d* lines in [12] batches\n0 lines aren't sealed yet\n/);
  const whole = await verify();
  expect(whole.code).toBe(0);
  const [, head] = whole.stdout.match(/^newest batch: (\d+:[0-9a-f]{64})$/m);
  expect((await admin.client.get('/admin/audit')).text).toContain(`latchkey audit verify --head ${head}`);
  expect((await verify('--head', head)).code).toBe(0);

  const other = `${head.split(':')[0]}:${'0'.repeat(64)}`;
  const elsewhere = await verify('--head', other);
  expect([elsewhere.code, elsewhere.stdout]).toEqual([1, expect.stringContaining(`the noted head ${other} isn't in the chain`)]);
  expect((await verify('--head', 'nonsense')).stderr).toContain('NUMBER:HASH');

  await server.database.execute("UPDATE audit_event SET address = '192.0.2.7' WHERE event = 'sign_up'");
  const changed = await verify();
  expect(changed.code).toBe(1);
  expect(changed.stdout).toMatch(/^line [0-9a-f]{32} of batch 1 was changed$/m);
  expect(changed.stdout).not.toContain('newest batch');
  expect(changed.stderr.trim().split('\n').at(-1)).toBe("latchkey: the audit log was changed");

  // The newest batch is cut off, lines and all: nothing is sealed onto what is left, and the page says so.
  await server.database.execute(`DELETE FROM audit_event WHERE batch = ${head.split(':')[0]}`);
  await server.database.execute(`DELETE FROM audit_batch WHERE number = ${head.split(':')[0]}`);
  await admin.client.post('/sign-in', { email: 'nobody@example.org', password: 'x' });
  await server.restart();
  await expect.poll(() => server.readLog()).toContain('the audit was tampered with');
  const cut = await verify();
  expect([cut.code, cut.stdout]).toEqual([1, expect.stringContaining(`the chain was sealed up to ${head} and ends with `)]);
  expect(cut.stdout).not.toContain('0 lines aren');
  expect((await admin.client.get('/admin/audit')).text).toContain('the database was changed');
});

test('people are made up, and one signs in with the password that is printed', async ({ startServer }) => {
  const server = await startServer();
  const admin = await administrator(server);
  const among = await server.command('dev', 'seed', '--accounts', '60');
  expect([among.code, among.stderr]).toEqual([1, expect.stringContaining('there are accounts of real people in this database: 1')]);
  const { code, stdout } = await server.command('dev', 'seed', '--accounts', '60', '--beside-others');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^60 sample accounts and \d{3} lines of the audit log were created$/m)]);
  const [, password, email] = stdout.match(/have the password (\S+); for example (\S+),/);
  const somebody = new Client(server);
  must(await somebody.post('/sign-in', { email, password }));
  expect((await somebody.get('/mfa')).location).toBe('/mfa/choose');
  expect((await admin.client.get('/admin')).text).toContain('61 accounts');
  expect((await server.command('audit', 'verify')).code).toBe(0);

  const elsewhere = await Server.prepare({ settings: { LATCHKEY__SERVER__PUBLIC_ORIGIN: 'https://id.example.org' } });
  const refused = await elsewhere.command('dev', 'seed', '--accounts', '60');
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('only where server.public_origin is this machine')]);
});

test('help and version need no settings', async () => {
  for (const words of [['--help'], ['--version'], ['keys', '--help']]) {
    const { code, stdout } = await command(words, { env: { PATH: process.env.PATH, LATCHKEY__SERVER__ADDR: 'nonsense' } });
    expect(code).toBe(0);
    expect(stdout.trim()).not.toBe('');
  }
});

test('migrations can be run on their own, and twice', async ({ database }) => {
  const server = await Server.prepare({ database });
  for (let round = 0; round < 2; round += 1) {
    const { code, stderr } = await server.command('migrate');
    expect([code, stderr]).toEqual([0, expect.anything()]);
  }
  await server.run();
  await Person.signedUp(server);
  await server.close();
});
