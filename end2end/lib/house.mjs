// The server of one worker. Tests share it and the people on it, until one wants another policy or too few people are left.

import { Server } from './server.mjs';

export class House {
  #server;
  #policy;

  constructor(database) {
    this.database = database;
  }

  /** The server, with this policy and enough people. It keeps its address however often it begins anew. */
  async open(policy) {
    const wanted = JSON.stringify(policy);
    const stocked = canHaveStock(policy);
    if (!this.#server) this.#server = await Server.start({ database: this.database, stocked });
    else if (wanted !== this.#policy || this.#server.stock?.isLow) {
      // Until all of it has worked, the server suits nobody.
      this.#policy = undefined;
      await this.#server.beginAnew(stocked);
    } else return this.#server;
    if (policy.length > 0) await this.#server.setPolicy(...policy);
    this.#policy = wanted;
    return this.#server;
  }

  async close() {
    await this.#server?.close();
  }

  async readLog() {
    return this.#server ? this.#server.readLog() : '';
  }
}

/** Who signs up where enrollment is demanded otherwise is given another session: such people are made on the spot. */
export const canHaveStock = (policy) => !policy.some((line) => line.startsWith('enrollment='));
