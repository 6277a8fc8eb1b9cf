// A database of its own on the PostgreSQL server that the tests were given.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian keeps the programs, one folder for each version. */
const DEBIAN_VERSIONS = '/usr/lib/postgresql';

/** The server's address, if there is one. */
export const POSTGRES = process.env['ZHANGBAN_TEST_POSTGRES'] || undefined;

/** Uses a fresh, empty database, and removes it afterwards. */
export async function withDatabase(use: (address: string) => Promise<void>): Promise<void> {
  if (!POSTGRES) throw new Error('ZHANGBAN_TEST_POSTGRES is not set');
  const name = `journey_${process.pid}_${Date.now()}`;
  const address = new URL(POSTGRES);
  address.pathname = `/${name}`;
  tell(`CREATE DATABASE ${name}`);
  try {
    await use(address.href);
  } finally {
    tell(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}

function tell(statement: string): void {
  execFileSync(psql(), ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', `--command=${statement}`, String(POSTGRES)], { stdio: 'pipe' });
}

function psql(): string {
  const versions = existsSync(DEBIAN_VERSIONS) ? readdirSync(DEBIAN_VERSIONS).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(DEBIAN_VERSIONS, version, 'bin/psql')).find((program) => existsSync(program)) ?? 'psql';
}
