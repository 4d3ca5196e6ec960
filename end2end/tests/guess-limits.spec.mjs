// Guessing: however many guesses arrive at once, in however many sessions, only as many are looked at as the limit allows.

import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { alerts, plain } from '../lib/html.mjs';
import { must, Person } from '../lib/person.mjs';
import { CodeEntry } from '../pages/code.mjs';

const count = (answers, status) => answers.filter((answer) => answer.status === status).length;

test('sixty wrong codes at once in one challenge: five are evaluated', async ({ people }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  const codes = await person.authenticator.wrong(60);
  const answers = await Promise.all(codes.map((code) => client.copy().post('/mfa/verify', { code })));
  expect(count(answers, 401)).toBeLessThanOrEqual(5);
  expect(count(answers, 401)).toBeGreaterThan(0);
  expect(count(answers, 401) + count(answers, 429) + count(answers, 303)).toBe(60);
  expect(await refusals(person)).toBeLessThanOrEqual(5);
});

test('sixty wrong codes at once over twelve challenges: ten are evaluated', async ({ people }) => {
  const person = await people.enrolled();
  const clients = await Promise.all(Array.from({ length: 12 }, () => person.halfSession()));
  const codes = await person.authenticator.wrong(60);
  const answers = await Promise.all(codes.map((code, index) => clients[index % 12].copy().post('/mfa/verify', { code })));
  expect(count(answers, 401)).toBeLessThanOrEqual(10);
  expect(await refusals(person)).toBeLessThanOrEqual(10);

  const right = await person.authenticator.next();
  const waits = await (await person.halfSession()).post('/mfa/verify', { code: right });
  expect(waits.status, 'even the right code, and in a new session').toBe(429);
  expect(Number(waits.headers['retry-after'])).toBeGreaterThan(800);
  const backup = await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[0] });
  expect(backup.status, 'one limit for codes of both kinds').toBe(429);
});

test('what dialogs ask before they show a field gives a half session no more guesses', async ({ people, server }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  for (const code of await person.authenticator.wrong(5)) expect((await client.post('/mfa/verify', { code })).status).toBe(401);
  const headers = { 'content-type': 'application/json', origin: server.origin };
  for (let times = 0; times < 3; times += 1) {
    expect((await client.send('POST', '/api/latchkey/flow/begin-challenge', { body: '{}', headers })).status).toBeLessThan(500);
  }
  const body = JSON.stringify({ code: await person.authenticator.next(), device: null });
  expect((await client.send('POST', '/api/latchkey/totp/verify', { body, headers })).status).toBe(429);
});

test('the limit survives a restart', async ({ startServer }) => {
  const server = await startServer({}, { stocked: true });
  const person = await Person.of(server, 'enrolled');
  const bystander = await Person.of(server, 'enrolled');
  await person.exhaust();
  await server.restart();
  const answer = await (await person.halfSession()).post('/mfa/verify', { code: await person.authenticator.next() });
  expect(answer.status).toBe(429);
  expect(alerts(answer.text)).toHaveLength(1);
  await bystander.signIn();
});

test('the page says how long the wait is and counts it down', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  await person.exhaust();
  await become(await person.halfSession());
  await page.goto('/mfa/verify');
  const entry = new CodeEntry(page);
  await expect(entry.alert, 'told before a code is typed').toContainText(/1[45] minutes/);
  const [code] = await person.authenticator.wrong();
  await watch.refused(page, 429, () => entry.enter(code));
  await expect(entry.alert).toContainText(/1[45] minutes/);
  const timer = page.getByRole('timer', { name: 'Time left' });
  await expect(timer).toHaveText(/^1[45]:\d\d$/);
  const before = await timer.innerText();
  await expect(timer).not.toHaveText(before, { timeout: 3_000 });
});

test('what is not six digits is no guess', async ({ people }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  for (const code of ['', '12345', '1234567', 'abcdef', '12345a', '١٢٣٤٥', '-12345', '1'.repeat(10_000)]) {
    const answer = await client.post('/mfa/verify', { code });
    expect([code.slice(0, 10), answer.status]).toEqual([code.slice(0, 10), 422]);
  }
  const code = await person.authenticator.next();
  must(await client.post('/mfa/verify', { code: `${code.slice(0, 3)} ${code.slice(3)}` }));
});

test('a success starts the count anew', async ({ people }) => {
  const person = await people.enrolled();
  for (let round = 0; round < 2; round += 1) {
    for (let guess = 0; guess < 2; guess += 1) {
      const client = await person.halfSession();
      for (const code of await person.authenticator.wrong(4)) {
        expect((await client.post('/mfa/verify', { code })).status).toBe(401);
      }
    }
    await person.signIn();
  }
});

test('who does not know the password can hold up a sign-in for a minute at most, and no session', async ({ people, server }) => {
  const person = await people.enrolled();
  const stranger = new Client(server);
  const answers = [];
  for (let guess = 0; guess < 30; guess += 1) {
    answers.push(await stranger.post('/sign-in', { email: person.email, password: `a wrong guess ${guess}` }));
  }
  const waits = answers.filter(({ status }) => status === 429).map(({ headers }) => Number(headers['retry-after']));
  expect(waits.length).toBeGreaterThan(0);
  expect(Math.max(...waits)).toBeLessThanOrEqual(60);
  expect((await person.client.get('/account/security')).status).toBe(200);
  must(await person.client.post('/mfa/verify', { code: await person.authenticator.next() }));
});

/** How many refused codes the account's own activity tells of. */
async function refusals(person) {
  const text = plain((await person.client.get('/account/security')).text);
  return [...text.matchAll(/Wrong verification code(?:, (\d+) times)?/g)].reduce((sum, [, times]) => sum + Number(times ?? 1), 0);
}
