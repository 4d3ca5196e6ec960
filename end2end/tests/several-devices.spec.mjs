// With a policy that allows several authenticator apps, each stands for itself.

import { expect, test } from '../lib/fixtures.mjs';
import { must } from '../lib/person.mjs';
import { SecurityPage } from '../pages/security.mjs';

test.use({ policy: ['max_totp_devices=2', 'enrollment=none'] });

test('each verifies, and taking one away leaves the other', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  must(await person.client.post('/account/devices', { action: 'add' }), '/mfa/totp');
  const second = await person.readAuthenticator();
  must(await person.client.post('/mfa/totp', { code: await second.next() }));
  await person.signIn();
  must(await (await person.halfSession()).post('/mfa/verify', { code: await second.next() }));

  await become(person);
  const security = new SecurityPage(page);
  await security.open();
  await expect(security.removes).toHaveCount(2);
  await watch.refused(page, 401, () => security.add.click());
  await security.open();
  await security.removes.first().click();
  await page.getByRole('main').getByRole('button', { name: /^Remove/ }).click();
  await expect(page).toHaveURL(/\/account\/security/);
  await expect(security.removes).toHaveCount(1);

  const answers = [];
  for (const app of [person.authenticator, second]) {
    answers.push((await (await person.halfSession()).post('/mfa/verify', { code: await app.next() })).status);
  }
  expect(answers.sort()).toEqual([303, 401]);
});
