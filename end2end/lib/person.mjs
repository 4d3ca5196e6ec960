// Somebody with an account, brought to the state that a test starts from by plain HTTP, which is quicker than clicking there.

import { randomBytes } from 'node:crypto';
import { Authenticator } from './authenticator.mjs';
import { Client } from './client.mjs';
import { byTestId } from './html.mjs';
import { SoftwarePasskey } from './software-passkey.mjs';

export const FULL = 'latchkey';
export const HALF = 'latchkey-half';

export class Person {
  constructor(server) {
    this.server = server;
    this.client = new Client(server);
    this.email = `${randomBytes(8).toString('hex')}@example.org`;
    this.password = randomBytes(15).toString('base64url');
  }

  /** Somebody of the server's stock, as though made just now, or else made just now. `kind` is one of the ways below. */
  static async of(server, kind) {
    return (await Person.ofStock(server, kind)) ?? Person[kind](server);
  }

  /** Null if the server has no stock or nobody of this kind is left. */
  static async ofStock(server, kind) {
    const description = server.stock?.take(kind);
    if (!description) return null;
    const person = Person.#revive(server, description);
    await person.#becomeFresh();
    return person;
  }

  /** What another process needs to go on as this person. */
  describe() {
    const { email, password, codes, client, authenticator, passkey } = this;
    return { email, password, codes, cookies: client.describe(), authenticator: authenticator?.describe(), passkey: passkey?.describe() };
  }

  static #revive(server, { email, password, codes, cookies, authenticator, passkey }) {
    const person = Object.assign(new Person(server), { email, password, codes });
    for (const [name, value] of cookies) person.client.setCookie(name, value);
    if (authenticator) person.authenticator = new Authenticator(authenticator.secret, authenticator.last);
    if (passkey) person.passkey = SoftwarePasskey.revive(passkey);
    return person;
  }

  /** Has the session begin, and its proof be given, at this moment. */
  async #becomeFresh() {
    const now = Date.now();
    if (this.codes) this.authenticator?.spendEarlier();
    await this.server.database.execute(
      `UPDATE session SET created_at = ${now}, last_seen_at = ${now}, expires_at = expires_at + ${now} - created_at,
                          proved_at = CASE WHEN proved_at IS NOT NULL THEN ${now} END
       WHERE account_id = (SELECT id FROM account WHERE email = '${this.email}')`,
    );
  }

  /** An account that still owes its enrollment. */
  static async signedUp(server) {
    const person = new Person(server);
    const { client, email, password } = person;
    if (!server.relay) must(await client.post('/sign-up', { email, password }));
    else {
      await server.forgetMailCounts();
      must(await client.post('/sign-up', { email }), '/check-mail');
      must(await client.post((await server.relay.takeLink(email)).path, { password }));
    }
    return person;
  }

  /** An account whose QR code is on the screen. */
  static async pending(server) {
    const person = await Person.signedUp(server);
    await person.beginTotp();
    return person;
  }

  /** An account with an authenticator app, whose backup codes are on the screen. */
  static async verified(server) {
    const person = await Person.pending(server);
    must(await person.client.post('/mfa/totp', { code: await person.authenticator.next() }));
    await person.readCodes();
    return person;
  }

  /** An account with everything done. */
  static async enrolled(server) {
    const person = await Person.verified(server);
    await person.acknowledge();
    return person;
  }

  /** An account with everything done, and a passkey in the place of an app. */
  static async withPasskey(server) {
    const person = await Person.signedUp(server);
    await person.addPasskey();
    await person.readCodes();
    await person.acknowledge();
    return person;
  }

  /** An account with an authenticator app and a passkey. */
  static async withBoth(server) {
    const person = await Person.enrolled(server);
    await person.addPasskey();
    return person;
  }

  async addPasskey() {
    this.passkey = SoftwarePasskey.make();
    const { status, text } = await this.passkey.register(this.client);
    if (status !== 200) throw new Error(`the passkey was refused: ${status} ${text}`);
  }

  /** Leaves the account with two passkeys and no password. */
  async removePassword() {
    await this.addPasskey();
    must(await this.client.post('/account/password/remove'), '/account/security');
  }

  /** Begins the enrollment, or resumes it, and reads the secret. */
  async beginTotp() {
    must(await this.client.post('/mfa/choose', { method: 'totp' }), '/mfa/totp');
    this.authenticator = await this.readAuthenticator();
  }

  async readAuthenticator() {
    const [secret] = byTestId((await this.client.get('/mfa/totp')).text, 'totp-secret');
    return new Authenticator(secret.replaceAll(' ', ''));
  }

  async readCodes(client = this.client) {
    this.codes = byTestId((await client.get('/mfa/recovery-codes')).text, 'recovery-code');
    return this.codes;
  }

  async acknowledge(client = this.client) {
    const [, shown] = (await client.get('/mfa/recovery-codes')).text.match(/name="shown" value="(\w+)"/);
    must(await client.post('/mfa/recovery-codes', { acknowledged: 'on', shown }));
  }

  /** Spends all ten guesses: from now on there is a wait. */
  async exhaust() {
    for (let challenge = 0; challenge < 2; challenge += 1) {
      const client = await this.halfSession();
      for (const code of await this.authenticator.wrong(5)) await client.post('/mfa/verify', { code });
    }
  }

  /** Lets the wait after too many wrong codes be over. */
  async waitOut() {
    await this.server.database.execute(`UPDATE account SET guess_wait_until = 0 WHERE email = '${this.email}'`);
  }

  /** Lets all proofs be too old for what wants a fresh one. */
  async letProofsExpire() {
    const account = `SELECT id FROM account WHERE email = '${this.email}'`;
    await this.server.database.execute(`UPDATE session SET proved_at = 0, granted = NULL WHERE account_id = (${account})`);
  }

  /** Lets so much time pass that the security page asks whether codes and methods are still at hand. It asks only where nothing else is said. */
  async awaitCheckUp() {
    must(await this.client.post('/account/second-method'));
    await this.client.get('/account/security');
    const account = `SELECT id FROM account WHERE email = '${this.email}'`;
    await this.server.database.execute(`UPDATE totp_device SET created_at = 0 WHERE account_id = (${account})`);
  }

  /** Another browser in which the password was accepted. */
  async halfSession(headers = {}) {
    const client = new Client(this.server);
    must(await client.post('/sign-in', { email: this.email, password: this.password }, headers));
    return client;
  }

  /** Another browser that is signed in. */
  async signIn(headers = {}) {
    const client = await this.halfSession(headers);
    must(await client.post('/mfa/verify', { code: await this.authenticator.next() }));
    return client;
  }

  /** Another browser that is trusted, where the policy allows it for as many days. */
  async trustBrowser(headers = {}, days = 30) {
    const client = await this.halfSession(headers);
    must(await client.post('/mfa/verify', { code: await this.authenticator.next(), trust: days }, headers));
    return client;
  }
}

/** Fails unless the answer sends the visitor on, to `place` if it is named. */
export function must(answer, place) {
  const there = answer.location && new URL(answer.location, 'http://localhost').pathname;
  if (answer.status !== 303 || (place && there !== place)) {
    throw new Error(`expected to be sent to ${place ?? 'another page'}, got ${answer.status} ${answer.location ?? ''}\n${answer.text}`);
  }
  return answer;
}
