// A refused form is answered with its page, however many are refused at the same moment.

import { expect, test } from '../lib/fixtures.mjs';

const COUNT = 60;

test('no answer is lost when many are drawn at once', async ({ people }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  const pending = (await people.pending()).client;
  const forms = [
    [client, '/mfa/verify', { code: '12a' }],
    [client, '/mfa/recovery', { code: '1234' }],
    [pending, '/mfa/totp', { code: '12a' }],
    [person.client, '/account/delete', {}],
  ];
  for (const [who, path, fields] of forms) {
    const answers = await Promise.all(Array.from({ length: COUNT }, () => who.copy().post(path, fields)));
    const statuses = new Set(answers.map(({ status }) => status));
    expect([path, [...statuses]]).toEqual([path, [422]]);
  }
  const [path] = (await person.client.get('/account/security')).text.match(/\/account\/devices\/[^/"]+\/rename/);
  const renames = await Promise.all(Array.from({ length: COUNT }, () => person.client.copy().post(path, { name: '' })));
  expect([...new Set(renames.map(({ status }) => status))]).toEqual([422]);
});

test('nor when they have a wait to count down', async ({ people }) => {
  const person = await people.enrolled();
  await person.exhaust();
  const client = await person.halfSession();
  const code = await person.authenticator.at(0);
  for (const [path, fields] of [['/mfa/verify', { code }], ['/mfa/recovery', { code: person.codes[0] }]]) {
    const answers = await Promise.all(Array.from({ length: COUNT }, () => client.copy().post(path, fields)));
    expect([path, [...new Set(answers.map(({ status }) => status))]]).toEqual([path, [429]]);
  }
});
