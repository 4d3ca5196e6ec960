// Times are those of the visitor's clock: the browser tells its zone, or the visitor does.

import { expect, test } from '../lib/fixtures.mjs';
import { SecurityPage } from '../pages/security.mjs';

/** The times that a page tells to the minute. */
const exact = (page) => page.locator('time').filter({ hasText: /\d:\d\d/ });

test.describe('with scripts', () => {
  test.use({ timezoneId: 'Asia/Kolkata' });

  test('times are in the zone of the browser, at once and with those in UTC beside them', async ({ page, context, people, become }) => {
    await become(await people.enrolled());
    // A page that tells something once isn't loaded twice.
    await context.clearCookies({ name: /notice/ });
    const security = new SecurityPage(page);
    await security.open();
    const time = exact(page).first();
    await expect(time).toHaveText(/^\d+ \w+ \d{4}, \d\d:\d\d UTC\+5:30$/);
    await expect(time).toHaveAttribute('title', /\d\d:\d\d UTC$/);
    const [machine, text] = [await time.getAttribute('datetime'), await time.textContent()];
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit' });
    expect(text).toContain(clock.format(new Date(machine)));

    await page.goto('/time-zone?back=%2Faccount%2Factivity');
    await expect(page.getByText('This is the time zone of your browser')).toBeVisible();
    await expect(page.getByRole('combobox')).toHaveCount(0);
    await page.getByRole('link', { name: 'Go back' }).click();
    await expect(page).toHaveURL('/account/activity');

    // What was told is no secret, but nothing else than a zone is taken for one.
    const cookie = (await context.cookies()).find(({ name }) => name.startsWith('latchkey-zone'));
    expect(cookie.httpOnly).toBe(false);
    await page.route('**/*', (route) => route.continue({ headers: { ...route.request().headers(), cookie: `${cookie.name}=Mars/Olympus` } }));
    await page.goto('/sign-in');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });

  test('a browser that keeps no cookie loads the page once', async ({ page, people, become }) => {
    await become(await people.enrolled());
    await page.addInitScript(() => Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} }));
    let loads = 0;
    page.on('request', (request) => (loads += request.isNavigationRequest() ? 1 : 0));
    await new SecurityPage(page).open();
    await expect(exact(page).first()).toHaveText(/UTC$/);
    expect(loads).toBe(1);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a zone is chosen where the browser tells none', async ({ page, people, become }) => {
    await become(await people.enrolled());
    const security = new SecurityPage(page);
    await security.open();
    await expect(exact(page).first()).toHaveText(/UTC$/);
    await page.getByRole('link', { name: 'Time zone: UTC' }).click();
    await page.getByLabel('Your time zone').selectOption('America/St_Johns');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(security.heading).toBeVisible();
    await expect(exact(page).first()).toHaveText(/UTC\u2212[23]:30$/);
    await page.getByRole('link', { name: 'Time zone: America/St_Johns' }).click();
    await expect(page.getByLabel('Your time zone')).toHaveValue('America/St_Johns');
  });
});
