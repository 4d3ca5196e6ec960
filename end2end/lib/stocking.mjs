// Makes the people that a run keeps ready.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { administrator } from './administrator.mjs';
import { Person } from './person.mjs';
import { STOCKS } from './run.mjs';
import { Server } from './server.mjs';
import { Stock } from './stock.mjs';

/** How many of each kind: what about ten tests use up. Those without backup codes cost little. */
const NUMBERS = { administrator: 5, signedUp: 16, pending: 10, verified: 8, enrolled: 18, withPasskey: 9, withBoth: 7 };
/** How many are made at the same time, so that no core waits. */
const AT_ONCE = 4;

/** Gives what takes away whatever the end of this process leaves. */
export async function makeStock(database) {
  await mkdir(STOCKS, { recursive: true });
  const server = await Server.start({ database });
  // The first account of a server is its administrator in any case.
  const people = { administrator: [await make(server, 'administrator')] };
  const wanted = Object.entries(NUMBERS).flatMap(([kind, count]) => Array(count).fill(kind));
  const work = async () => {
    for (let kind = wanted.pop(); kind; kind = wanted.pop()) (people[kind] ??= []).push(await make(server, kind));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await server.stop();
  const source = await server.database.keep(join(STOCKS, database));
  const descriptions = Object.entries(people).map(([kind, all]) => [kind, all.map((person) => person.describe())]);
  await Stock.save(database, { source, keyFile: server.keyFile, people: Object.fromEntries(descriptions) });
  return () => server.database.drop();
}

const make = (server, kind) => (kind === 'administrator' ? administrator(server) : Person[kind](server));
