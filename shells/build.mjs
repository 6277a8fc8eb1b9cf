// Puts both mini-programs together in `build/`, each a whole project for its vendor's developer tools: its own templates, the
// pages, the logic and the style that both share, and the addresses.

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const STYLES = { wechat: 'app.wxss', alipay: 'app.acss' };
// WeChat takes 3 templates in one question, Alipay too.
const MOST_TEMPLATES = 3;

/** What is wrong with the addresses, each a sentence; none when they are right. */
export function mistakes(addresses) {
  const { site, hotline, wechat, alipay } = addresses;
  const found = [];
  const isPublic = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(site) && !/^https:\/\/[\d.]+$/.test(site);
  const isSandbox = /^http:\/\/[a-z0-9.-]+(:\d+)?$/.test(site ?? '');
  if (!isPublic && !isSandbox) {
    found.push('site: https:// and a registered name, without port, path or final slash (a sandbox: http:// and an address)');
  }
  if (!/^[\d-]{3,20}$/.test(hotline ?? '')) {
    found.push('hotline: the number people call, in digits');
  }
  if (!/^(wx[0-9a-f]{16}|touristappid)$/.test(wechat?.appId ?? '')) {
    found.push('wechat.appId: as the console shows it, wx and 16 signs (touristappid to look at it without one)');
  }
  if (isPublic && wechat?.appId === 'touristappid') {
    found.push('wechat.appId: a public site needs the one of the city');
  }
  for (const [container, templates] of [['wechat', wechat?.templates], ['alipay', alipay?.templates]]) {
    const isList = Array.isArray(templates) && templates.every((id) => typeof id === 'string' && id !== '');
    if (!isList || templates.length > MOST_TEMPLATES) {
      found.push(`${container}.templates: ids of message templates, at most ${MOST_TEMPLATES}`);
    }
  }
  return found;
}

/** Writes both projects for these addresses under a folder. */
export function build(addresses, target = join(HERE, 'build')) {
  rmSync(target, { recursive: true, force: true });
  for (const [container, style] of Object.entries(STYLES)) {
    const project = join(target, container);
    cpSync(join(HERE, container), project, { recursive: true });
    for (const shared of ['logic', 'pages']) {
      cpSync(join(HERE, shared), join(project, shared), { recursive: true });
    }
    cpSync(join(HERE, 'style.css'), join(project, style));
    const { site, hotline } = addresses;
    const known = { site, hotline, templates: addresses[container].templates };
    writeFileSync(join(project, 'addresses.js'), `module.exports = ${JSON.stringify(known, null, 2)};\n`);
  }
  const settings = join(target, 'wechat/project.config.json');
  const project = { ...JSON.parse(readFileSync(settings, 'utf8')), appid: addresses.wechat.appId };
  writeFileSync(settings, `${JSON.stringify(project, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const addresses = JSON.parse(readFileSync(join(HERE, 'addresses.json'), 'utf8'));
  const found = mistakes(addresses);
  if (found.length > 0) {
    console.error(found.map((mistake) => `addresses.json: ${mistake}`).join('\n'));
    process.exit(1);
  }
  build(addresses);
}
