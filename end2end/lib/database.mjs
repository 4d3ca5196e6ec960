// A database that belongs to one server alone: a file in its folder, or a fresh database on a PostgreSQL that is running. Either is empty or a copy.

import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, readFile, readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** `source` is what `keep` gave, for a copy of that. */
export function openDatabase(kind, folder, source) {
  return kind === 'postgres' ? Postgres.create(source) : Sqlite.create(folder, source);
}

class Sqlite {
  static async create(folder, source) {
    const database = new Sqlite(folder);
    for (const name of await database.#files()) await rm(join(folder, name));
    if (source) await copyFile(source, join(folder, 'latchkey.db'));
    return database;
  }

  constructor(folder) {
    this.folder = folder;
    this.url = `sqlite://${join(folder, 'latchkey.db')}`;
  }

  /** Everything stored, as bytes: the file and its write-ahead log. */
  async dump() {
    const files = await this.#files();
    return Buffer.concat(await Promise.all(files.map((name) => readFile(join(this.folder, name)))));
  }

  async #files() {
    return (await readdir(this.folder)).filter((name) => name.startsWith('latchkey.db'));
  }

  /** Makes it something that can be copied, at this path, and gives what to copy. */
  async keep(path) {
    await this.execute(`VACUUM INTO '${path}.db'`);
    return `${path}.db`;
  }

  /** Runs a statement, as somebody would who has the file. */
  async execute(text) {
    await run('sqlite3', ['-cmd', '.timeout 5000', join(this.folder, 'latchkey.db'), text]);
  }

  /** Has everybody wait who writes, until what this gives is called. */
  async holdUp() {
    const shell = spawn('sqlite3', ['-cmd', '.timeout 5000', join(this.folder, 'latchkey.db')], { stdio: ['pipe', 'pipe', 'inherit'] });
    shell.stdin.write("BEGIN IMMEDIATE;\nSELECT 'held up';\n");
    await once(shell.stdout, 'data');
    return () => shell.kill();
  }

  /** Makes it unreadable. */
  async destroy() {
    await truncate(join(this.folder, 'latchkey.db'));
    // It is there only while something in it isn't in the database yet.
    await truncate(join(this.folder, 'latchkey.db-wal')).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }

  async drop() {}
}

class Postgres {
  static async create(source) {
    const database = new Postgres();
    database.name = `latchkey_${randomBytes(6).toString('hex')}`;
    database.admin = process.env.LATCHKEY_TEST_POSTGRES_URL;
    const url = new URL(database.admin);
    url.pathname = `/${database.name}`;
    database.url = url.href;
    await query(database.admin, `CREATE DATABASE ${database.name}${source ? ` TEMPLATE ${source}` : ''}`);
    return database;
  }

  /** It can be copied while nobody is connected to it. */
  async keep() {
    return this.name;
  }

  /** Everything stored, as bytes: every column of every row, binary ones as they are. */
  async dump() {
    const tables = await query(
      this.url,
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name
       FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const cells = [];
    for (const { name } of tables) {
      for (const row of await query(this.url, `SELECT * FROM ${name}`)) cells.push(...Object.values(row));
    }
    return Buffer.concat(cells.flatMap((cell) => [Buffer.isBuffer(cell) ? cell : Buffer.from(String(cell)), Buffer.from('\n')]));
  }

  execute(text) {
    return query(this.url, text);
  }

  /** Has everybody wait who reads or writes, until what this gives is called. */
  async holdUp() {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE account, session, audit_event, readiness');
    return () => client.end();
  }

  destroy() {
    return this.drop();
  }

  drop() {
    return query(this.admin, `DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
  }
}

async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
