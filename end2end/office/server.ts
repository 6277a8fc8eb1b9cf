// One server of its own for each journey: an empty sandbox city in a temporary folder, on a port that is free.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the build leaves the program and the browser's files. */
const TARGET = resolve(__dirname, '../../target');
export const BINARY = process.env['ZHANGBAN_BINARY'] || join(TARGET, 'debug/zhangban');
const SITE = process.env['ZHANGBAN_SITE_DIR'] || join(TARGET, 'site');
/** What the server says when it listens. */
const READY = '掌办 is ready';
/** How long a server that was told to stop may take, in milliseconds. */
const GRACE = 2_000;
/** How often another port is tried when somebody took the free one first. */
const TRIES = 3;

/** What one server shares with another: a database, the folder with the papers, and settings. */
export interface Shared {
  database?: string;
  folder?: string;
  /** More settings, by their names in the environment. */
  settings?: Record<string, string>;
}

/** Starts a server and waits until it listens. */
export async function serve(shared: Shared = {}): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const server = new Server(await freePort(), shared);
    try {
      await server.start();
      return server;
    } catch (error) {
      await server.stop();
      if (attempt === TRIES) throw error;
    }
  }
}

export class Server {
  /** The address people use. */
  readonly url: string;
  /** Where it keeps its files. */
  readonly folder: string;
  /** What it said. */
  said = '';
  private process: ChildProcess | undefined;
  /** By how many days its clock is ahead. */
  private ahead = 0;

  constructor(
    private readonly port: number,
    private readonly shared: Shared,
  ) {
    this.url = `http://localhost:${port}`;
    this.folder = shared.folder ?? mkdtempSync(join(tmpdir(), 'zhangban-journey-'));
  }

  async start(): Promise<void> {
    const child = spawn(BINARY, ['serve'], {
      cwd: this.folder,
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = child;
    this.said = '';
    process.once('exit', this.kill);
    await new Promise<void>((ready, fail) => {
      child.once('error', (error) => fail(new Error(`${BINARY} cannot be started: ${error.message}`)));
      child.once('close', () => fail(new Error(`the server ended before it was ready:\n${this.said}`)));
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          this.said += text;
          if (this.said.includes(READY)) ready();
        });
      }
    });
  }

  /** What this server, and a command beside it, is told. */
  environment(): Record<string, string | undefined> {
    const { database, settings } = this.shared;
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith('ZHANGBAN_'));
    return {
      ...Object.fromEntries(others),
      ZHANGBAN_MODE: 'sandbox',
      ZHANGBAN_LISTEN: `127.0.0.1:${this.port}`,
      ZHANGBAN_PUBLIC_URL: this.url,
      ZHANGBAN_DATA_DIR: this.folder,
      ZHANGBAN_SITE_DIR: SITE,
      ...(database && { ZHANGBAN_DATABASE_URL: database }),
      ZHANGBAN_DAYS_AHEAD: `${this.ahead}`,
      ...settings,
    };
  }

  /** Ends this one process and starts another with the same address and records. */
  async restart(): Promise<void> {
    await this.end();
    await this.start();
  }

  /** The same on the next day: whoever was signed in is not any more. */
  async opensNextDay(): Promise<void> {
    this.ahead += 1;
    await this.restart();
  }

  /** Ends this one process, and removes its folder. */
  async stop(): Promise<void> {
    await this.end();
    if (!this.shared.folder) rmSync(this.folder, { recursive: true, force: true });
  }

  private readonly kill = () => this.process?.kill('SIGKILL');

  /** Ends this one process. */
  async end(): Promise<void> {
    const child = this.process;
    process.removeListener('exit', this.kill);
    if (!child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('close', done));
    child.kill('SIGTERM');
    const late = setTimeout(this.kill, GRACE);
    await ended;
    clearTimeout(late);
  }
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? found(address.port) : fail(new Error('no port is free'))));
    });
  });
}
