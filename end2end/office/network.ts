// The network between a phone and the server: it can be cut, on the way there or on the way back.

import { createServer, type IncomingMessage, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { chance } from './chance';

/** What is lost follows from this; another one hits other requests. */
const SEED = Number(process.env['ZHANGBAN_TEST_SEED'] || 1);

/** Where a request is lost: before it arrives, at a proxy that says so, once a part of what it brings has arrived, or its answer. */
export type Cut = 'there' | 'proxy' | 'midway' | 'back' | undefined;

export class Network {
  /** Which requests are lost. */
  cuts: (request: IncomingMessage) => Cut = () => undefined;
  /** What stands in the head of an answer and is lost on the way. */
  strips: string | undefined;
  private readonly chance = chance(SEED);
  private server: Server | undefined;

  private constructor(private readonly target: string) {}

  /** A network in front of this server. */
  static async before(target: string): Promise<Network> {
    const network = new Network(target);
    await network.open();
    return network;
  }

  /** The address of the server through this network. */
  get url(): string {
    return `http://localhost:${(this.server?.address() as AddressInfo).port}`;
  }

  /** Nothing gets through any more. */
  cut(): void {
    this.cuts = () => 'there';
  }

  /** What is open breaks off. */
  drop(): void {
    this.server?.closeAllConnections();
  }

  /** Everything gets through again. */
  mend(): void {
    this.cuts = () => undefined;
  }

  /** Of everything that is sent this share is lost by chance, and where, too. */
  loses(share: number, where: Cut[] = ['there', 'back']): void {
    console.log(`the network loses ${share} of everything, by ZHANGBAN_TEST_SEED=${SEED}`);
    this.cuts = () => (this.chance() < share ? where[Math.floor(this.chance() * where.length)] : undefined);
  }

  async close(): Promise<void> {
    this.drop();
    await new Promise((done) => this.server?.close(done));
  }

  private async open(): Promise<void> {
    const server = createServer((request, response) => {
      // A browser asks once more by itself when a connection breaks that was good before.
      response.shouldKeepAlive = false;
      const cut = this.cuts(request);
      if (cut === 'there') {
        request.socket.destroy();
        return;
      }
      if (cut === 'proxy') {
        // With a body: a browser puts a page of its own in the place of an empty one.
        request.resume();
        response.writeHead(502, { 'content-type': 'text/html' }).end('<title>502</title>');
        return;
      }
      const onward = ask(`${this.target}${request.url}`, { method: request.method, headers: request.headers }, (answer) => {
        if (cut === 'back') {
          answer.resume().once('end', () => request.socket.destroy());
          return;
        }
        // Names and values in turn.
        const heads = answer.rawHeaders.filter((_, at, all) => all[at - (at % 2)]?.toLowerCase() !== this.strips);
        response.writeHead(answer.statusCode ?? 502, heads);
        answer.pipe(response);
      });
      onward.on('error', () => request.socket.destroy());
      response.once('close', () => onward.destroy());
      if (cut === 'midway') request.once('data', (begun: Buffer) => onward.write(begun, () => request.socket.destroy()));
      else request.pipe(onward);
    });
    await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
    this.server = server;
  }
}
