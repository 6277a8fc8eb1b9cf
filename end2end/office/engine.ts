// What an engine lacks, taken away before any page runs.

import type { BrowserContext } from '@playwright/test';

/** What web-views of apps do not have, or have without effect. */
export function asInAnApp(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    const refused = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refused });
    for (const name of ['PublicKeyCredential', 'Notification', 'print', 'open']) Object.defineProperty(window, name, { value: undefined });
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  });
}

/** A picker of files that opens nothing: pressing it is as if nobody had. */
export function withoutPicker(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    const opensNothing = (event: Event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === 'file') event.preventDefault();
    };
    addEventListener('click', opensNothing, true);
    Reflect.deleteProperty(HTMLInputElement.prototype, 'showPicker');
  });
}

/** Functions, by what holds them, that Chromium 86 or Safari 14 lack, the oldest that are meant to have everything. */
const NEWER: Record<string, string[]> = {
  globalThis: ['structuredClone', 'reportError', 'WeakRef', 'FinalizationRegistry', 'navigation', 'scheduler'],
  'Array.prototype': ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'],
  'String.prototype': ['at', 'isWellFormed', 'toWellFormed'],
  Object: ['hasOwn', 'groupBy'],
  Promise: ['withResolvers', 'try'],
  URL: ['canParse', 'parse'],
  'Crypto.prototype': ['randomUUID'],
  AbortSignal: ['timeout', 'any'],
  'Document.prototype': ['startViewTransition'],
  'HTMLFormElement.prototype': ['requestSubmit'],
  WebAssembly: ['instantiateStreaming', 'compileStreaming', 'Tag', 'Exception', 'JSTag'],
};

/** What they cannot read of a style sheet, as they drop it: a rule with all that is inside, or one property. */
const NEWER_STYLE = [
  /@(?:container|property|scope|starting-style|view-transition)[^{};]*\{(?:[^{}]|\{[^{}]*\})*\}/g,
  /[^{}]*:(?:has|is|where)\([^{}]*\{[^{}]*\}/g,
  /(?<=[{;])(?:accent-color|aspect-ratio|inset|text-autospace|text-spacing-trim|text-wrap):[^;}]*;?/g,
];

/** Today's engine without what came after 2020. No engine of that year is at hand; what ours had then and changed since is not seen. */
export async function asBefore2021(context: BrowserContext): Promise<void> {
  await context.addInitScript((newer) => {
    for (const [path, names] of Object.entries(newer)) {
      const holder = path.split('.').reduce<object>((inside, name) => Reflect.get(inside, name), globalThis);
      for (const name of names) Reflect.deleteProperty(holder, name);
    }
  }, NEWER);
  await styled(context, (style) => {
    if (style.includes('@layer')) throw new Error('the style sheet holds a layer, which an old engine drops whole');
    return NEWER_STYLE.reduce((left, rules) => left.replace(rules, ''), style);
  });
}

/** An engine without wasm at all. */
export function withoutWasm(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    Reflect.deleteProperty(window, 'WebAssembly');
  });
}

/** An engine that can read nothing of the style sheet. */
export function withoutStyle(context: BrowserContext): Promise<unknown> {
  return styled(context, (style) => `@rule-of-tomorrow{${style}}`);
}

/** Pages get the style sheet as such an engine reads it. */
function styled(context: BrowserContext, read: (style: string) => string): Promise<unknown> {
  return context.route('**/pkg/*.css', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: read(await response.text()) });
  });
}
