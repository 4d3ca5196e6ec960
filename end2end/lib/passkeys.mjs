// What keeps passkeys, in a browser: Chromium's virtual authenticators, with somebody in front of them who does as told.

const sessions = new WeakMap();

/** Authenticators stay with their page, whatever it shows. */
async function devTools(page) {
  if (!sessions.has(page)) {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable', { enableUI: false });
    sessions.set(page, session);
  }
  return sessions.get(page);
}

export class Authenticators {
  /** The device's own: it checks who is there, and agrees to everything. */
  static builtIn(page, options) {
    return Authenticators.#add(page, { transport: 'internal', ...options });
  }

  /** A key on a cable. */
  static securityKey(page, options) {
    return Authenticators.#add(page, { transport: 'usb', ...options });
  }

  static async #add(page, { transport, verifies = true, keeps = true, old = false, synced = false, holds = [] }) {
    const session = await devTools(page);
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...(old ? { protocol: 'u2f' } : { protocol: 'ctap2', ctap2Version: 'ctap2_1' }),
        transport,
        hasResidentKey: keeps && !old,
        hasUserVerification: verifies && !old,
        isUserVerified: verifies && !old,
        automaticPresenceSimulation: true,
        defaultBackupEligibility: synced,
        defaultBackupState: synced,
      },
    });
    const authenticator = new VirtualAuthenticator(session, authenticatorId);
    for (const passkey of holds) await authenticator.take(passkey);
    return authenticator;
  }
}

class VirtualAuthenticator {
  #session;
  #id;

  constructor(session, id) {
    this.#session = session;
    this.#id = id;
  }

  /** Nobody is there: what is asked waits. */
  leave() {
    return this.#send('setAutomaticPresenceSimulation', { enabled: false });
  }

  comeBack() {
    return this.#send('setAutomaticPresenceSimulation', { enabled: true });
  }

  /** The user isn't verified. */
  refuse() {
    return this.#send('setUserVerified', { isUserVerified: false });
  }

  recognise() {
    return this.#send('setUserVerified', { isUserVerified: true });
  }

  /** A passkey that was made elsewhere. */
  take(passkey, uses) {
    return this.#send('addCredential', { credential: passkey.forBrowser(uses) });
  }

  async passkeys() {
    return (await this.#send('getCredentials')).credentials;
  }

  forget() {
    return this.#send('clearCredentials');
  }

  unplug() {
    return this.#send('removeVirtualAuthenticator');
  }

  #send(method, parameters = {}) {
    return this.#session.send(`WebAuthn.${method}`, { authenticatorId: this.#id, ...parameters });
  }
}

/** A browser that offers no passkeys where an email address is typed, so that they wait for the button. */
export function withoutAutofill(page) {
  return page.addInitScript(() => {
    globalThis.PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
}

/** A browser without passkeys. */
export function withoutPasskeys(page) {
  return page.addInitScript(() => {
    delete globalThis.PublicKeyCredential;
  });
}

/** A browser from before WebAuthn had JSON of its own. */
export function withoutJson(page) {
  return page.addInitScript(() => {
    delete PublicKeyCredential.parseCreationOptionsFromJSON;
    delete PublicKeyCredential.parseRequestOptionsFromJSON;
    delete PublicKeyCredential.prototype.toJSON;
  });
}

/** Browsers wait no longer than this, in milliseconds, whatever the page says. */
export function withPatience(page, timeout) {
  return page.addInitScript((timeout) => {
    for (const method of ['create', 'get']) {
      const ask = CredentialsContainer.prototype[method];
      CredentialsContainer.prototype[method] = function (options) {
        return ask.call(this, { ...options, publicKey: { ...options.publicKey, timeout } });
      };
    }
  }, timeout);
}

/** A browser that makes no passkey, for this reason. */
export function withRefusal(page, reason) {
  return page.addInitScript((reason) => {
    CredentialsContainer.prototype.create = () => Promise.reject(new DOMException('', reason));
  }, reason);
}

/** Listens to what the browser is told about passkeys: gives all of it, as `[method, argument]`. */
export async function hearSignals(page) {
  const heard = [];
  await page.exposeFunction('heardSignal', (method, about) => heard.push([method, about]));
  await page.addInitScript(() => {
    for (const method of ['signalUnknownCredential', 'signalAllAcceptedCredentials', 'signalCurrentUserDetails']) {
      const told = PublicKeyCredential[method];
      PublicKeyCredential[method] = function (about) {
        globalThis.heardSignal(method, about);
        return told.call(this, about);
      };
    }
  });
  return heard;
}
