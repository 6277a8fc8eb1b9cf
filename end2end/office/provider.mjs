// An identity provider of synthetic people: `node provider.mjs <its own address> <where it sends the browser back to>`.

import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [issuer, back] = process.argv.slice(2);

/** Whom it knows. */
const PEOPLE = {
  wu: { name: '吴桐', id_number: '000000199707200032' },
  lin: { name: '林晓', id_number: '000000199605180026' },
};

const provider = new Provider(issuer, {
  clients: [{ client_id: 'zhangban', client_secret: 'synthetic', redirect_uris: [back] }],
  claims: { openid: ['sub'], profile: ['name', 'id_number'] },
  cookies: { keys: ['synthetic'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/who/${interaction.uid}` },
  findAccount: (_, id) => PEOPLE[id] && { accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) },
  // Nobody is asked twice.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});

const asked = provider.callback();
const buttons = Object.entries(PEOPLE).map(([id, { name }]) => `<button name="who" value="${id}">我是${name}</button>`);
const page = `<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>认证</title><link rel="icon" href="data:,"><main><h1>您是谁</h1>
<form method="post">${buttons.join(' ')} <button name="who" value="">不同意</button></form></main></html>`;

const server = createServer(async (request, response) => {
  if (!request.url.startsWith('/who/')) return asked(request, response);
  if (request.method === 'GET') return response.setHeader('content-type', 'text/html').end(page);
  let body = '';
  for await (const chunk of request) body += chunk;
  const who = new URLSearchParams(body).get('who');
  const result = who ? { login: { accountId: who } } : { error: 'access_denied' };
  return provider.interactionFinished(request, response, result);
});
server.listen(Number(new URL(issuer).port), () => console.log('ready'));
