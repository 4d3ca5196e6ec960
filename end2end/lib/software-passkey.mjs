// A passkey that isn't in a browser: what registers one and signs with it over plain HTTP, which is quicker than clicking there. Its key can be
// put into a browser's virtual authenticator.

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const RELYING_PARTY = 'localhost';
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const CREDENTIAL_INCLUDED = 0x40;
const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

export class SoftwarePasskey {
  static make() {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return new SoftwarePasskey(randomBytes(32), privateKey);
  }

  constructor(id, privateKey) {
    this.id = id;
    this.privateKey = privateKey;
    this.publicKey = createPublicKey(privateKey).export({ format: 'jwk' });
  }

  /** What another process needs to go on with it. */
  describe() {
    return { id: base64(this.id), userHandle: base64(this.userHandle), privateKey: this.privateKey.export({ format: 'jwk' }) };
  }

  static revive({ id, userHandle, privateKey }) {
    const passkey = new SoftwarePasskey(Buffer.from(id, 'base64url'), createPrivateKey({ key: privateKey, format: 'jwk' }));
    passkey.userHandle = Buffer.from(userHandle, 'base64url');
    return passkey;
  }

  /** Registers it for the signed-in user. Returns the server's answer. */
  async register(client) {
    const options = await begin(client, 'register');
    this.userHandle = Buffer.from(options.user.id, 'base64url');
    const data = clientData('webauthn.create', options, client);
    return finish(client, 'register', {
      ...this.#described(),
      response: { clientDataJSON: base64(data), attestationObject: base64(this.#attestation()), transports: ['internal'] },
    });
  }

  /** Proves it in a session, or signs in with it to go on to `about.next`; gives the answer. */
  async use(client, ceremony = 'verify', about = {}) {
    const options = await begin(client, ceremony, about);
    const data = clientData('webauthn.get', options, client);
    const authenticator = this.#authenticatorData(USER_PRESENT | USER_VERIFIED);
    const signature = sign('sha256', Buffer.concat([authenticator, sha256(data)]), this.privateKey);
    const response = {
      clientDataJSON: base64(data),
      authenticatorData: base64(authenticator),
      signature: base64(signature),
      userHandle: base64(this.userHandle),
    };
    this.last = { ceremony, credential: { ...this.#described(), response } };
    return this.repeat(client);
  }

  /** Sends the last proof again. */
  repeat(client) {
    return finish(client, this.last.ceremony, this.last.credential);
  }

  /** As the DevTools protocol takes it, after so many uses. */
  forBrowser(signCount = 0) {
    return {
      credentialId: this.id.toString('base64'),
      isResidentCredential: true,
      rpId: RELYING_PARTY,
      privateKey: this.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      userHandle: this.userHandle.toString('base64'),
      signCount,
    };
  }

  #described() {
    return { id: base64(this.id), rawId: base64(this.id), type: 'public-key', clientExtensionResults: {} };
  }

  /** WebAuthn Level 3 §6.1. The counter stays at zero, as that of synced passkeys does. */
  #authenticatorData(flags) {
    return Buffer.concat([sha256(RELYING_PARTY), Buffer.from([flags, 0, 0, 0, 0])]);
  }

  /** WebAuthn Level 3 §6.5, without a statement about the maker. */
  #attestation() {
    const [x, y] = [this.publicKey.x, this.publicKey.y].map((part) => Buffer.from(part, 'base64url'));
    const length = Buffer.from([this.id.length >> 8, this.id.length & 0xff]);
    // In COSE: elliptic curve (1: 2), ES256 (3: -7), P-256 (-1: 1), and the coordinates.
    const key = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), x, Buffer.from('225820', 'hex'), y]);
    const authenticator = Buffer.concat([
      this.#authenticatorData(USER_PRESENT | USER_VERIFIED | CREDENTIAL_INCLUDED),
      Buffer.alloc(16),
      length,
      this.id,
      key,
    ]);
    const head = Buffer.concat([Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData')]);
    return Buffer.concat([head, Buffer.from([0x58, authenticator.length]), authenticator]);
  }
}

/** What the browser is to be asked. */
async function begin(client, ceremony, about = {}) {
  const answer = await post(client, `${ceremony}/begin`, about);
  if (answer.status !== 200) throw new Error(`${ceremony}/begin answered ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text).publicKey;
}

function finish(client, ceremony, credential) {
  return post(client, `${ceremony}/finish`, credential);
}

function post(client, path, body) {
  const headers = { ...JSON_HEADERS, origin: client.server.origin };
  return client.send('POST', `/api/latchkey/passkey/${path}`, { body: JSON.stringify(body), headers });
}

function clientData(type, { challenge }, client) {
  return Buffer.from(JSON.stringify({ type, challenge, origin: client.server.origin, crossOrigin: false }));
}

/** A short text in CBOR. */
const text = (value) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
const base64 = (bytes) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
