// WeChat beside the server: it calls whoever is there by the code it is asked about.

import { createServer, type Server as Listener } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Server } from './server';

export class WeChat {
  private constructor(private readonly listener: Listener) {}

  static async start(): Promise<WeChat> {
    const listener = createServer((request, response) => {
      const code = new URL(request.url ?? '', 'http://localhost').searchParams.get('js_code');
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ openid: code, session_key: 'synthetic' }));
    });
    await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
    return new WeChat(listener);
  }

  /** What a server is told of it. */
  get settings(): Record<string, string> {
    const url = `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}/`;
    return { ZHANGBAN_WECHAT_APP_ID: 'wx0000000000000000', ZHANGBAN_WECHAT_SECRET: 'synthetic', ZHANGBAN_WECHAT_URL: url };
  }

  /** The address that the mini-program is given to open for its user, who wants to go there. */
  async entrance(server: Server, user: string, to: string): Promise<string> {
    const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ means: 'wechat', code: user, to }) };
    const answer = await fetch(`${server.url}/api/v1/hand-overs`, asked);
    if (answer.status !== 201) throw new Error(`no hand-over for ${user}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { open: string }).open;
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.listener.close(done));
  }
}
