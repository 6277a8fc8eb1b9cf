// A mini-program as a phone runs it: nothing but the language and what the platform gives, pages in a stack, a web-view that
// loads an address only when it is another one.

import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';

const DEEPEST = 10;

/** Everything that was set going has come to its end. */
export const settled = () => new Promise((done) => setImmediate(done));

export class Phone {
  stack = [];
  /** What the web-views loaded, in this order. */
  opened = [];
  /** The addresses of pages, as the platform writes them down. */
  visited = [];
  /** Whether a finger is on a button just now. */
  isTapped = false;
  #definitions = new Map();
  #modules = new Map();
  #app;
  #realm;

  /** `platform` gives `globals(phone)` and says whether it `decodes` what stands in a page's address. */
  constructor(root, platform) {
    this.root = root;
    this.platform = platform;
    const pages = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8')).pages;
    this.#realm = createContext({
      console,
      getCurrentPages: () => [...this.stack],
      App: (app) => (this.#app = app),
      Page: (page) => (this.lastPage = page),
      ...platform.globals(this),
    });
    this.#require(join(root, 'app.js'));
    for (const route of pages) {
      this.#require(join(root, `${route}.js`));
      this.#definitions.set(route, this.lastPage);
    }
  }

  #require(file) {
    if (relative(this.root, file).startsWith('..')) {
      throw new Error(`${file} lies outside the mini-program`);
    }
    if (!this.#modules.has(file)) {
      const module = { exports: {} };
      this.#modules.set(file, module);
      const require = (name) => this.#require(`${resolve(dirname(file), name)}.js`);
      const code = readFileSync(file, 'utf8');
      runInContext(`(function (module, exports, require) {${code}\n})`, this.#realm, { filename: file })(
        module,
        module.exports,
        require,
      );
    }
    return this.#modules.get(file).exports;
  }

  get top() {
    return this.stack.at(-1);
  }

  /** The page's functions, as its template may name them. */
  functionsOf(route) {
    const named = Object.entries(this.#definitions.get(route));
    return named.filter(([, value]) => typeof value === 'function').map(([name]) => name);
  }

  dataOf(route) {
    return Object.keys(this.#definitions.get(route).data);
  }

  /** Somebody opens the mini-program at this address of its own. */
  async start(url, appQuery = {}) {
    this.#app.onLaunch?.({ query: appQuery });
    this.#app.onShow?.({ query: appQuery });
    this.#show(url);
    await settled();
  }

  /** Somebody was away and comes back. */
  async comeBack(appQuery = {}) {
    this.#app.onShow?.({ query: appQuery });
    this.top.onShow?.();
    await settled();
  }

  /** The page in the web-view, or the mini-program itself, goes to another page. */
  async goTo(url) {
    if (this.stack.length === DEEPEST) {
      throw new Error('navigateTo:fail page limit exceeded: 10');
    }
    this.#show(url);
    await settled();
  }

  async tap(name, event) {
    this.isTapped = true;
    this.top[name](event);
    this.isTapped = false;
    await settled();
  }

  /** The way back that every phone has. */
  async goBack() {
    this.back();
    await settled();
  }

  back() {
    if (this.stack.length > 1) {
      this.stack.pop().onUnload?.();
      this.top.onShow?.();
    }
  }

  redirect(url) {
    this.stack.pop().onUnload?.();
    this.#show(url);
  }

  restart(url) {
    this.stack.splice(0).forEach((page) => page.onUnload?.());
    this.#show(url);
  }

  #show(url) {
    this.visited.push(url);
    const [, route, search = ''] = /^\/([^?]+)\??(.*)$/.exec(url);
    const definition = this.#definitions.get(route);
    if (!definition) {
      throw new Error(`page "${route}" is not found`);
    }
    const page = this.#instance(route, definition);
    this.stack.push(page);
    page.onLoad?.(this.#query(search));
    page.onShow?.();
  }

  #query(search) {
    const value = (text) => (this.platform.decodes ? decodeURIComponent(text) : text);
    const pairs = search.split('&').filter(Boolean).map((pair) => pair.split(/=(.*)/s));
    return Object.fromEntries(pairs.map(([name, text]) => [name, value(text)]));
  }

  #instance(route, definition) {
    const phone = this;
    return {
      ...definition,
      route,
      data: structuredClone(definition.data),
      setData(part, after) {
        const before = this.data.src;
        Object.assign(this.data, JSON.parse(JSON.stringify(part)));
        if (this.data.src && this.data.src !== before) {
          phone.opened.push(this.data.src);
        }
        if (after) {
          queueMicrotask(after);
        }
      },
    };
  }
}

/** Answers as platforms do: later, and by one of the two functions. */
export function later(callbacks, isGood, said) {
  queueMicrotask(() => (isGood ? callbacks.success : callbacks.fail)(said));
}
