// Somebody who is back at the sign-in page, or whose form was refused, is told why, and gets on from there.

import { expect, test } from '../lib/fixtures.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { RecoveryPage } from '../pages/recovery.mjs';
import { SecurityPage } from '../pages/security.mjs';

test('a form that comes after the end of its session', async ({ page, people, become }) => {
  const person = await people.enrolled();
  await become(person);
  const security = new SecurityPage(page);
  await security.open();
  const elsewhere = await person.signIn();
  await elsewhere.post('/account/sessions', { action: 'end-others' });
  await security.endOthers.click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByText('nothing was changed')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Your session has ended')).toBeVisible();
  await signInPage(page).enter(person);
  await new CodeEntry(page).enter(await person.authenticator.next());
  await expect(security.heading).toBeVisible();
});

test('a browser that keeps no cookies', async ({ page, people, watch }) => {
  const person = await people.enrolled();
  await page.route('**/sign-in', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const answer = await route.fetch({ maxRedirects: 0 });
    await page.context().clearCookies();
    const { 'set-cookie': _, ...headers } = answer.headers();
    return route.fulfill({ status: answer.status(), headers });
  });
  const signIn = signInPage(page);
  await signIn.open();
  await watch.refused(page, 401, () => signIn.enter(person));
  await expect(page.getByRole('heading', { name: 'Cookies are blocked' })).toBeVisible();

  // They are allowed now.
  await page.unrouteAll();
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await signIn.enter(person);
  await expect(page).toHaveURL('/mfa/verify');
});

test('another name of the machine', { tag: '@plain' }, async ({ page, server }) => {
  await page.goto(`http://127.0.0.1:${server.port}/sign-up?next=%2Faccount%2Fsecurity`);
  await expect(page).toHaveURL(`${server.origin}/sign-up?next=%2Faccount%2Fsecurity`);
});

test('another name than the public one', { tag: '@plain' }, async ({ page, startServer, watch, javaScriptEnabled }) => {
  const own = (port) => `http://latchkey.localhost:${port}`;
  const server = await startServer();
  await server.restart({ LATCHKEY__SERVER__PUBLIC_ORIGIN: own(server.port) });
  await page.goto(`http://localhost:${server.port}/sign-in?next=%2Faccount`);
  if (javaScriptEnabled === false) {
    // The page can't look where it is.
    await watch.refused(page, 403, () => signInPage(page).enter({ email: 'a@example.org', password: 'x' }));
    await page.getByRole('link', { name: `Open ${own(server.port)}` }).click();
    await expect(page).toHaveURL(`${own(server.port)}/sign-in?next=%2Fmfa`);
  } else {
    await expect(page).toHaveURL(`${own(server.port)}/sign-in?next=%2Faccount`);
  }
  await watch.refused(page, 401, () => signInPage(page).enter({ email: 'a@example.org', password: 'x' }));
  // Before the server ends, which the page would ask for a passkey's options.
  await page.goto('about:blank');
});

test('a code in the field of the other kind, or in the digits of another keyboard', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const security = new SecurityPage(page);
  const inOtherDigits = (code) => [...code].map((digit) => String.fromCodePoint(0x0660 + Number(digit))).join('');

  await become(await person.halfSession());
  await page.goto('/mfa/verify');
  await new CodeEntry(page).enter(person.codes[0]);
  await expect(security.heading).toBeVisible();

  await page.context().clearCookies();
  await become(await person.halfSession());
  await page.goto('/mfa/recovery');
  await new RecoveryPage(page).enter(await person.authenticator.next());
  await expect(security.heading).toBeVisible();

  await page.context().clearCookies();
  await become(await person.halfSession());
  await page.goto('/mfa/verify');
  await new CodeEntry(page).enter(inOtherDigits(await person.authenticator.next()));
  await expect(security.heading).toBeVisible();
});
