// One server of its own for each journey: an empty sandbox city in a temporary folder, on a port that is free.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the build leaves the program and the browser's files. */
const TARGET = resolve(__dirname, '../../target');
const BINARY = process.env['ZHANGBAN_BINARY'] || join(TARGET, 'debug/zhangban');
const SITE = process.env['ZHANGBAN_SITE_DIR'] || join(TARGET, 'site');
/** What the server says when it listens. */
const READY = /掌办 is ready/;
/** How long a server that was told to stop may take, in milliseconds. */
const GRACE = 2_000;
/** How often another port is tried when somebody took the free one first. */
const TRIES = 3;

export interface Server {
  /** The address people use. */
  readonly url: string;
  /** Where it keeps its files. */
  readonly folder: string;
  /** What it said. */
  said(): string;
  /** Ends this one process, and its folder. */
  stop(): Promise<void>;
}

/** What one server shares with another: nothing, unless both are given the same database and folder. */
export interface Shared {
  database?: string;
  folder?: string;
}

/** Starts a server and waits until it listens. */
export async function serve(shared: Shared = {}): Promise<Server> {
  let last: unknown;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      return await start(await freePort(), shared);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

async function start(port: number, shared: Shared): Promise<Server> {
  const folder = shared.folder ?? mkdtempSync(join(tmpdir(), 'zhangban-journey-'));
  const url = `http://localhost:${port}`;
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('ZHANGBAN_'));
  const child = spawn(BINARY, ['serve'], {
    cwd: folder,
    env: {
      ...Object.fromEntries(inherited),
      ZHANGBAN_MODE: 'sandbox',
      ZHANGBAN_LISTEN: `127.0.0.1:${port}`,
      ZHANGBAN_PUBLIC_URL: url,
      ZHANGBAN_DATA_DIR: folder,
      ZHANGBAN_SITE_DIR: SITE,
      ...(shared.database && { ZHANGBAN_DATABASE_URL: shared.database }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const ready = new Promise<void>((done, fail) => {
    child.once('error', (error) => fail(new Error(`${BINARY} cannot be started: ${error.message}`)));
    child.once('close', () => fail(new Error(`the server ended before it was ready:\n${said}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (READY.test(said)) done();
      });
    }
  });
  const killed = () => child.kill('SIGKILL');
  process.once('exit', killed);
  const clear = () => {
    process.removeListener('exit', killed);
    if (!shared.folder) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready;
  } catch (error) {
    clear();
    throw error;
  }
  return {
    url,
    folder,
    said: () => said,
    stop: async () => {
      await end(child, ended);
      clear();
    },
  };
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), GRACE);
  await ended;
  clearTimeout(late);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no free port'))));
    });
  });
}
