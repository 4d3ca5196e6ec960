// What an operator sees: starting, stopping, refusing to start, and the commands.

import { stat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { must, Person } from '../lib/person.mjs';
import { command, Server } from '../lib/server.mjs';

test('health for load balancers, in plain text', { tag: '@postgres' }, async ({ server }) => {
  for (const path of ['/healthz', '/readyz']) {
    const { status, headers } = await new Client(server).get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(headers['content-type']).toMatch(/^text\/plain/);
  }
});

test('SIGTERM ends it in time, also with connections that say nothing', { tag: '@postgres' }, async ({ startServer }) => {
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

test('a database without its key file stops the start', { tag: '@postgres' }, async ({ startServer }) => {
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

test('after a change of keys everything goes on', { tag: '@postgres' }, async ({ startServer }) => {
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
  must(await pending.client.post('/mfa/totp', { code: await pending.authenticator.next() }), '/mfa');
});

test('the commands for people', { tag: '@postgres' }, async ({ startServer }) => {
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

test('help and version need no settings', async () => {
  for (const words of [['--help'], ['--version'], ['keys', '--help']]) {
    const { code, stdout } = await command(words, { env: { PATH: process.env.PATH, LATCHKEY__SERVER__ADDR: 'nonsense' } });
    expect(code).toBe(0);
    expect(stdout.trim()).not.toBe('');
  }
});

test('migrations can be run on their own, and twice', { tag: '@postgres' }, async ({ database }) => {
  const server = await Server.prepare({ database });
  for (let round = 0; round < 2; round += 1) {
    const { code, stderr } = await server.command('migrate');
    expect([code, stderr]).toEqual([0, expect.anything()]);
  }
  await server.run();
  await Person.signedUp(server);
  await server.close();
});
