// Backup codes: once each, only for the one they were given to, and only beside the password.

import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { alerts, plain } from '../lib/html.mjs';
import { must } from '../lib/person.mjs';

test('of thirty sign-ins with one code, one is accepted and one code is gone', async ({ people }) => {
  const person = await people.enrolled();
  const clients = await Promise.all(Array.from({ length: 30 }, () => person.halfSession()));
  const answers = await Promise.all(clients.map((client) => client.post('/mfa/recovery', { code: person.codes[0] })));
  const inside = answers.map(({ status }, index) => ({ status, client: clients[index] })).filter(({ status }) => status === 303);
  expect(inside).toHaveLength(1);
  expect(plain((await inside[0].client.get('/account/security')).text)).toMatch(/\b9 of 10/);
  const pages = await Promise.all(clients.map((client) => client.get('/account/security')));
  expect(pages.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('a used code says that each works once', async ({ people }) => {
  const person = await people.enrolled();
  must(await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[3] }));
  const again = await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[3] });
  expect(again.status).toBe(401);
  expect(alerts(again.text).join()).toMatch(/once/);
});

test('letter case, spaces and missing dashes do not matter', async ({ people }) => {
  const person = await people.enrolled();
  const forms = [(code) => code.toUpperCase(), (code) => code.toLowerCase().replaceAll('-', ''), (code) => ` ${code.replaceAll('-', ' ')} `];
  for (const [index, form] of forms.entries()) {
    must(await (await person.halfSession()).post('/mfa/recovery', { code: form(person.codes[index]) }));
  }
});

test("somebody else's code is refused", async ({ people }) => {
  const [person, other] = [await people.enrolled(), await people.enrolled()];
  const refused = await (await person.halfSession()).post('/mfa/recovery', { code: other.codes[0] });
  expect(refused.status).toBe(401);
  must(await (await other.halfSession()).post('/mfa/recovery', { code: other.codes[0] }));
});

test('without the password a code is worth nothing', async ({ people, server }) => {
  const person = await people.enrolled();
  const answer = await new Client(server).post('/mfa/recovery', { code: person.codes[0] });
  expect(answer.location).toMatch(/^\/sign-in/);
});

test('what has not the form of a code is not a guess', async ({ people }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  for (let round = 0; round < 12; round += 1) {
    expect((await client.post('/mfa/recovery', { code: 'not a code' })).status).toBe(422);
  }
  must(await client.post('/mfa/recovery', { code: person.codes[0] }));
});

test('how many are left is told after each, and from three on a warning', async ({ people }) => {
  const person = await people.enrolled();
  for (const [index, code] of person.codes.slice(0, 7).entries()) {
    const client = await person.halfSession();
    must(await client.post('/mfa/recovery', { code }));
    expect(plain((await client.get('/account/security')).text)).toContain(`You used a backup code. You have ${9 - index} left`);
  }
  const client = await person.signIn();
  const { location } = await client.get('/mfa');
  const landed = plain((await client.get(location)).text);
  expect(landed).toContain('3 of 10');
  expect(landed).toContain('You are low on backup codes');
  expect(landed).not.toContain('You used a backup code');
});

test('codes are shown only after a proof, and never again once acknowledged', async ({ people }) => {
  const person = await people.verified();
  expect(person.codes).toHaveLength(10);
  const half = await person.halfSession();
  expect((await half.get('/mfa/recovery-codes')).location).toBe('/mfa');
  expect((await half.get('/mfa/recovery-codes.txt')).status).not.toBe(200);
  expect(await person.readCodes()).toHaveLength(10);
  await person.acknowledge();
  for (const path of ['/mfa/recovery-codes', '/mfa/recovery-codes.txt']) {
    const answer = await person.client.get(path);
    expect(answer.text).not.toContain(person.codes[0]);
  }
});
