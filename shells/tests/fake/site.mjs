// The site at the other end of the line, as far as a mini-program talks to it: hand-overs, grants, the names of themes.

export const ADDRESS = 'https://city.example.cn';
export const GRANT = 'grant-of-one-paper-0001';

/** Whether the site's `LocalPath` takes it, in a hand-over. */
function isLocal(to) {
  const isPlain = /^\/(?!\/)[!-~]*$/.test(to) && !to.includes('\\') && to.length <= 512;
  const [, first, ...rest] = to.split(/[?#]/)[0].split('/');
  const isDots = (part) => /^(\.|%2e){1,2}$/i.test(part);
  return isPlain && ![first, ...rest].some(isDots) && !['enter', 'rpc', 'api', 'hand-over'].includes(first);
}

export class Site {
  requests = [];
  /** What arrived under a grant, in order. */
  received = [];
  isOffline = false;
  /** Answers that stand before its own, one a request. */
  answersFirst = [];
  #codes = new Set();

  answer(request) {
    this.requests.push(request);
    return this.answersFirst.shift() ?? this.#answer(request);
  }

  #answer({ method, path, body }) {
    if (method === 'POST' && path === '/api/v1/hand-overs') {
      return this.#handOver(body);
    }
    if (method === 'GET' && path === '/api/v1/themes/newborn') {
      return { status: 200, body: { slug: 'newborn', name: '新生儿出生' } };
    }
    if (method === 'POST' && path === `/hand-over/payments/${GRANT}`) {
      return { status: 200, body: { timeStamp: '1', nonceStr: 'n', package: 'p', signType: 'RSA', paySign: 's', tradeNO: 't' } };
    }
    if (method === 'POST' && path.endsWith(`/${GRANT}`)) {
      this.received.push(body);
      return { status: 204, body: null };
    }
    return { status: 404, body: { title: 'There is no such thing' } };
  }

  #handOver({ code, means, to }) {
    if (!isLocal(to)) {
      return { status: 422, body: { title: '要去的地址不是本站的，所以没有登录。请从首页重新进去。' } };
    }
    if (this.#codes.has(code)) {
      return { status: 422, body: { title: '这次登录已经用过了，请再试一次。' } };
    }
    this.#codes.add(code);
    return { status: 201, body: { ticket: `${means}-${code}`, open: `/enter?ticket=${means}-${code}` } };
  }
}

/** A request as it goes over the line. */
export function request(method, url, body) {
  return { method, path: url.slice(ADDRESS.length), body: body && JSON.parse(body) };
}
