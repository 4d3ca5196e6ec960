// The policy, as it is filled in on the dashboard.

const ENROLLMENTS = { signup: 'Before anything else', action: 'Before a protected action', none: 'Never' };
/** Of the ends of the preview's lines, those that tell what a sign-in meets. */
const COUNTS = {
  enroll: /, (\d+) after it have to set up a second step$/,
  prove: /, (\d+) after it are asked for it at every sign-in$/,
  needCode: /, (\d+) after it .* get in by a backup code$/,
  lockedOut: /, (\d+) after it .* they are locked out$/,
};
/** And the one that tells what a protected action does. */
const ENROLL_FOR_ACTION = /, (\d+) after it have to set up a second step before a protected action$/;

export class PolicyForm {
  constructor(page) {
    this.page = page;
    this.preview = page.getByRole('button', { name: 'Preview the change' });
    this.reason = page.getByLabel('Reason');
    this.save = page.getByRole('button', { name: 'Save the policy' });
  }

  async open(server) {
    await this.page.goto(`${server.origin}/admin/policy`);
  }

  /** `action` is `{ required }`, or nothing for a policy without actions. */
  async fill({ enrollment, sessionBased, action, totp = true }) {
    await this.page.getByLabel(ENROLLMENTS[enrollment]).check();
    await this.page.getByLabel('At every sign-in').setChecked(sessionBased);
    await this.page.getByLabel('Authenticator apps', { exact: true }).setChecked(totp);
    await this.page.getByLabel('Name, such as transfer.create').first().fill(action ? 'transfer.create' : '');
    if (action) await this.page.getByLabel('Whoever has no second step sets one up first').first().setChecked(action.required);
  }

  /** How many people the preview counts after the change, by what happens to them. */
  async counts() {
    const entries = Object.entries(COUNTS).map(async ([fate, line]) => [fate, await this.#count(line)]);
    return Object.fromEntries(await Promise.all(entries));
  }

  /** How many of them would have to enroll before they do something that is protected. */
  countForAction() {
    return this.#count(ENROLL_FOR_ACTION);
  }

  async #count(line) {
    return Number(line.exec((await this.page.getByRole('paragraph').filter({ hasText: line }).textContent()).trim())[1]);
  }

  /** Saves what is previewed; `lockedOut` is how many the administrator knows to be locked out. */
  async confirm(reason, lockedOut = 0) {
    await this.reason.fill(reason);
    if (lockedOut > 0) await this.page.getByLabel('To go ahead, type how many are locked out').fill(String(lockedOut));
    await this.save.click();
    await this.page.waitForURL((address) => !address.pathname.endsWith('/preview'));
  }
}
