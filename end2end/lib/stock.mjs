// The people that a run keeps ready. They are made once, over HTTP, on a server of each kind of database; a server that is started with the stock
// begins with a copy of that database, and hands out each of them once. An account with backup codes costs eleven Argon2 hashes, a copy none.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STOCKS } from './run.mjs';

/** With fewer of a kind, a server begins anew before the next test. */
const FEW = 3;

export class Stock {
  /** What the run has made for this kind of database; null outside of a run, as in `shots.mjs`. */
  static async load(database) {
    const text = await readFile(place(database), 'utf8').catch(() => null);
    return text && new Stock(JSON.parse(text));
  }

  /** Notes where the database and its keys are, and the people in it: descriptions of each kind. */
  static save(database, { source, keyFile, people }) {
    return writeFile(place(database), JSON.stringify({ source, keyFile, people }));
  }

  #people;

  constructor({ source, keyFile, people }) {
    Object.assign(this, { source, keyFile });
    this.#people = people;
  }

  /** The description of somebody who wasn't handed out yet, if there is anybody left. */
  take(kind) {
    return this.#people[kind].pop();
  }

  get isLow() {
    return Object.values(this.#people).some((left) => left.length < FEW);
  }
}

const place = (database) => join(STOCKS, `${database}.json`);
