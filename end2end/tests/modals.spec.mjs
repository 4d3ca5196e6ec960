// The eight dialogs, each opened by its button, in each state that a visitor can be in: what can't be shown says why and offers the way on.

import { expect, test } from '../lib/fixtures.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { MODALS, Playground } from '../pages/playground.mjs';

const SIGNED_OUT = { status: 401, alert: /^You are signed out\. Sign in to continue\.$/, link: 'Sign in' };
const FIRST_ENROLL = { status: 403, alert: /haven’t finished signing in/, button: 'Continue', next: 'choose' };
const FIRST_VERIFY = { status: 403, alert: /haven’t finished signing in/, button: 'Continue', next: 'verify' };
const NOTHING_TO_VERIFY = { status: 409, alert: /haven’t set up two-step verification yet/, button: 'Set it up', next: 'choose' };
const NO_PASSKEY = { ...NOTHING_TO_VERIFY, status: undefined };

/** For each state how to get there, what keeps a dialog from being shown, and which dialogs it has another one for. */
const STATES = {
  'signed out': {
    reach: async () => {},
    refusals: {
      manage: SIGNED_OUT,
      choose: { ...SIGNED_OUT, status: undefined },
      scan: SIGNED_OUT,
      verify: SIGNED_OUT,
      codes: SIGNED_OUT,
      backupCode: SIGNED_OUT,
      registerPasskey: { ...SIGNED_OUT, status: undefined },
      verifyPasskey: { ...SIGNED_OUT, status: undefined },
    },
  },
  'with an enrollment owed': {
    reach: async ({ people, become }) => become(await people.signedUp()),
    refusals: { manage: FIRST_ENROLL, verify: NOTHING_TO_VERIFY, codes: FIRST_ENROLL, backupCode: NOTHING_TO_VERIFY, verifyPasskey: NO_PASSKEY },
  },
  'with a proof owed': {
    reach: async ({ people, become }) => become(await (await people.enrolled()).halfSession()),
    without: ['verifyPasskey'],
    refusals: { manage: FIRST_VERIFY, scan: FIRST_VERIFY, codes: FIRST_VERIFY, registerPasskey: { ...FIRST_VERIFY, status: undefined } },
  },
  'fully signed in': {
    reach: async ({ people, become }) => become(await people.enrolled()),
    without: ['verifyPasskey'],
    refusals: {
      scan: { status: 401, alert: /already have an authenticator app/, button: 'Manage MFA', next: 'manage' },
      codes: { status: 409, alert: /confirmed that you saved these codes/, button: 'New backup codes', next: 'codes' },
    },
  },
};

/** What shows that a dialog has its screen. */
const SHOWS = {
  manage: (dialog) => dialog.newCodes,
  choose: (dialog) => dialog.authenticatorApp,
  scan: (dialog) => dialog.qr,
  verify: (dialog) => dialog.field,
  codes: (dialog) => dialog.codes.nth(9),
  backupCode: (dialog) => dialog.field,
  registerPasskey: (dialog) => dialog.go,
  verifyPasskey: (dialog) => dialog.go,
};

const WAYS_OUT = {
  Escape: (page) => page.keyboard.press('Escape'),
  'the close button': (_, dialog) => dialog.close.click(),
};

for (const [state, { reach, refusals, without = [] }] of Object.entries(STATES)) {
  test(`${state}: each dialog opens its screen or says why not, and closes`, async ({ page, watch, people, become }) => {
    await reach({ people, become });
    const playground = new Playground(page);
    await playground.open();
    for (const modal of Object.keys(MODALS).filter((modal) => !without.includes(modal))) {
      await test.step(MODALS[modal], async () => {
        const refusal = refusals[modal];
        for (const [name, leave] of Object.entries(WAYS_OUT)) {
          if (refusal?.status) watch.tolerate(refusal.status);
          const dialog = await playground.show(modal);
          if (refusal) await expect(dialog.alert, name).toHaveText(refusal.alert);
          else await expect(SHOWS[modal](dialog), name).toBeVisible();
          await leave(page, dialog);
          await playground.expectClosed();
          await expect(playground.opener(modal), `${name} gives the focus back`).toBeFocused();
        }
      });
    }
  });

  const ways = Object.entries(refusals).filter(([, { next }]) => next);
  if (ways.length === 0) continue;
  test(`${state}: a dialog that can't be shown leads on to what can be`, async ({ page, watch, people, become }) => {
    await reach({ people, become });
    const playground = new Playground(page);
    for (const [modal, refusal] of ways) {
      await test.step(MODALS[modal], async () => {
        await playground.open();
        watch.tolerate(refusal.status);
        const dialog = await playground.show(modal);
        await dialog.button(refusal.button).click();
        const next = playground[refusal.next];
        await expect(SHOWS[refusal.next](next)).toBeVisible();
        await expect(next.alert).toHaveCount(0);
      });
    }
  });
}

for (const { has, asked, opens } of [
  { has: 'enrolled', asked: 'verifyPasskey', opens: 'verify' },
  { has: 'withPasskey', asked: 'verify', opens: 'verifyPasskey' },
]) {
  test(`"${MODALS[asked]}" asks people with another method only for that one`, async ({ page, context, people, become }) => {
    const person = await people[has]();
    const playground = new Playground(page);
    for (const client of [person.client, await person.halfSession()]) {
      await context.clearCookies();
      await become(client);
      await playground.open();
      await playground.opener(asked).click();
      await expect(SHOWS[opens](playground[opens])).toBeVisible();
      await expect(playground[opens].alert).toHaveCount(0);
    }
  });
}

test('signed out: the way on is the sign-in, and from there back to the page', async ({ page, watch, people }) => {
  const person = await people.enrolled();
  const playground = new Playground(page);
  await playground.open();
  watch.tolerate(401);
  const dialog = await playground.show('manage');
  await dialog.link('Sign in').click();
  await expect(page).toHaveURL('/sign-in?next=%2Fplayground');
  await signInPage(page).enter(person);
  await new CodeEntry(page).enter(await person.authenticator.next());
  await expect(page).toHaveURL('/playground');
  await playground.show('manage');
  await expect(playground.manage.renames).toHaveCount(1);
});

test('the dialog is served empty and closed to everybody', async ({ page, people }) => {
  const enrolled = await people.enrolled();
  const clients = { enrolled: enrolled.client, challenged: await enrolled.halfSession(), fresh: (await people.signedUp()).client };
  const answers = await Promise.all(Object.values(clients).map((client) => client.get('/playground')));
  const texts = answers.map(({ text }) => text);
  texts.push(await (await page.request.get('/playground')).text());
  for (const text of texts) {
    const dialogs = [...text.matchAll(/<dialog((?:[^>"]|"[^"]*")*)>(.*?)<\/dialog>/gs)];
    expect(dialogs.map(([, , inside]) => inside)).toEqual(['']);
    expect(dialogs[0][1]).not.toMatch(/\bopen\b(?=[^"]*(?:"[^"]*"[^"]*)*$)/);
  }
});

test('while one is open, Tab stays in it, and what is behind can neither be pressed nor scrolled', async ({ page, people, become }) => {
  await become(await people.enrolled());
  await page.setViewportSize({ width: 800, height: 400 });
  const playground = new Playground(page);
  await playground.open();
  await playground.show('manage');
  await expect(playground.manage.newCodes).toBeVisible();

  const places = new Set();
  for (let presses = 0; presses < 24; presses += 1) {
    await page.keyboard.press(presses < 12 ? 'Tab' : 'Shift+Tab');
    places.add(await page.evaluate(() => (document.activeElement.closest('dialog') ?? document.activeElement).localName));
  }
  // Between the last stop and the first one is the browser's own, of which a page only sees that nothing has the focus.
  expect([...places].filter((place) => !['dialog', 'body'].includes(place))).toEqual([]);

  for (const [x, y] of [[5, 5], [5, 200], [795, 200], [400, 395]]) await page.mouse.click(x, y);
  await expect(playground.manage.root).toBeVisible();
  await expect(page).toHaveURL('/playground');

  const scrolled = () => page.evaluate(() => window.scrollY);
  const before = await scrolled();
  for (const [x, y] of [[5, 200], [400, 200]]) {
    await page.mouse.move(x, y);
    for (const distance of [-2_000, 2_000]) {
      await page.mouse.wheel(0, distance);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      expect(await scrolled()).toBe(before);
    }
  }
  await page.keyboard.press('Escape');
  await playground.expectClosed();
  await page.mouse.wheel(0, 500);
  await expect.poll(scrolled, 'the page scrolls again').toBeGreaterThan(before);
});

test('the focus begins in the field of a dialog that has one, and on the title of another', async ({ page, people, become, watch }) => {
  await become(await people.enrolled());
  const playground = new Playground(page);
  await playground.open();
  const begins = { manage: 'title', choose: 'title', verify: 'field', backupCode: 'field' };
  for (const [modal, place] of Object.entries(begins)) {
    const dialog = await playground.show(modal);
    await expect(SHOWS[modal](dialog)).toBeVisible();
    await expect(dialog[place], modal).toBeFocused();
    await page.keyboard.press('Escape');
    await playground.expectClosed();
  }
  watch.tolerate(409);
  await playground.show('codes');
  await expect(playground.codes.title).toBeFocused();
});

test('on a phone the dialog is all of the screen', async ({ page, people, become }) => {
  await become(await people.enrolled());
  await page.setViewportSize({ width: 360, height: 640 });
  const playground = new Playground(page);
  await playground.open();
  for (const modal of ['manage', 'choose', 'verify', 'backupCode']) {
    const dialog = await playground.show(modal);
    await expect(SHOWS[modal](dialog)).toBeVisible();
    expect([modal, await dialog.root.boundingBox()]).toEqual([modal, { x: 0, y: 0, width: 360, height: 640 }]);
    await expect(dialog.close).toBeInViewport();
    await page.keyboard.press('Escape');
    await playground.expectClosed();
  }
});

test('with the scripts off the page explains itself, and no dialog is to be seen', async ({ browser, server, people }) => {
  const person = await people.enrolled();
  for (const client of [undefined, person.client, await person.halfSession()]) {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.origin });
    if (client) await context.addCookies(client.cookies());
    const page = await context.newPage();
    const playground = new Playground(page);
    await playground.open();
    await expect(playground.heading).toBeVisible();
    await expect(page.getByRole('main').locator('pre').first()).toBeVisible();
    await expect(page.locator('dialog')).toBeHidden();
    await context.close();
  }
});
