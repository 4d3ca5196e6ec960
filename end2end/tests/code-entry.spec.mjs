// The field for six digits: what it is, what it says about wrong ones, and that with scripts it needs no button.

import { expect, test } from '../lib/fixtures.mjs';
import { alerts } from '../lib/html.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage } from '../pages/credentials.mjs';

test('one field that phones and password managers know', { tag: '@plain' }, async ({ page, people, become }) => {
  const person = await people.enrolled();
  for (const [client, path] of [[(await people.pending()).client, '/mfa/totp'], [await person.halfSession(), '/mfa/verify']]) {
    await page.context().clearCookies();
    await become(client);
    await page.goto(path);
    const { field } = new CodeEntry(page);
    await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
    await expect(field).toHaveAttribute('inputmode', 'numeric');
    await expect(field).not.toHaveAttribute('type', 'number');
  }
});

test('a wrong code and a malformed one are told apart', { tag: '@plain' }, async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  await become(await person.halfSession());
  await page.goto('/mfa/verify');
  const entry = new CodeEntry(page);
  const [code] = await person.authenticator.wrong();
  await watch.refused(page, 401, () => entry.enter(code));
  const wrong = await entry.alert.innerText();
  await expect(entry.field).toHaveValue('');
  await expect(entry.field).toHaveAttribute('aria-invalid', 'true');

  await watch.refused(page, 422, () => entry.enter('12345a'));
  expect(await entry.alert.innerText()).not.toBe(wrong);
});

test('five wrong ones end the challenge, with a way to go on', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  await become(await person.halfSession());
  await page.goto('/mfa/verify');
  const entry = new CodeEntry(page);
  for (const code of await person.authenticator.wrong(5)) await watch.refused(page, 401, () => entry.enter(code));
  const right = await person.authenticator.at(0);
  await watch.refused(page, 429, () => entry.enter(right));
  await expect(entry.alert).toBeVisible();
  const signIn = signInPage(page);
  await signIn.enter(person);
  await expect(page).toHaveURL('/mfa/verify');
  await entry.enter(await person.authenticator.next());
  await expect(page).toHaveURL('/account/security');
});

test("a phone whose clock is off is told so, at enrollment only", async ({ people }) => {
  const person = await people.pending();
  for (const [offset, minutes, way] of [[-6, 3, /behind/], [6, 3, /ahead/]]) {
    const answer = await person.client.post('/mfa/totp', { code: await person.authenticator.at(offset) });
    expect(answer.status).toBe(401);
    expect(alerts(answer.text).join()).toContain(`${minutes} minutes`);
    expect(alerts(answer.text).join()).toMatch(way);
  }
  const enrolled = await people.enrolled();
  const client = await enrolled.halfSession();
  const [near, far] = [await enrolled.authenticator.at(6), (await enrolled.authenticator.wrong())[0]];
  const [first, second] = [await client.post('/mfa/verify', { code: near }), await client.post('/mfa/verify', { code: far })];
  expect(alerts(first.text)).toEqual(alerts(second.text));
});

test('with scripts it submits itself, typed or pasted', async ({ page, people, become }) => {
  const person = await people.enrolled();
  for (const how of ['type', 'paste']) {
    await page.context().clearCookies();
    await become(await person.halfSession());
    await page.goto('/mfa/verify', { waitUntil: 'networkidle' });
    const { field } = new CodeEntry(page);
    const code = await person.authenticator.next();
    await field.focus();
    if (how === 'type') await page.keyboard.type(code, { delay: 20 });
    else await page.keyboard.insertText(`${code.slice(0, 3)} ${code.slice(3)}`);
    await expect(page).toHaveURL(/\/account\/security/);
  }
});

test('the cursor is in the field, before and after an error', { tag: '@plain' }, async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  await become(await person.halfSession());
  await page.goto('/mfa/verify');
  const entry = new CodeEntry(page);
  await expect(entry.field).toBeFocused();
  const [code] = await person.authenticator.wrong();
  await watch.refused(page, 401, () => entry.enter(code));
  await expect(entry.field).toBeFocused();
});
