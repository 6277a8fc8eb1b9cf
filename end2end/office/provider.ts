// An identity provider beside the server: a real one, in a process of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Starts it at this address and waits until it listens; `back` is where it may send browsers to. */
export async function provide(issuer: string, back: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(__dirname, 'provider.mjs'), issuer, back], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((ready, fail) => {
    child.once('error', fail);
    child.once('close', () => fail(new Error('the identity provider ended before it was ready')));
    child.stdout.setEncoding('utf8').on('data', (text: string) => text.includes('ready') && ready());
  });
  return child;
}
