// What an engine lacks, taken away before any page runs.

import type { BrowserContext, Route } from '@playwright/test';

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

/** An engine as old as the oldest that is meant to have everything: none of the newer functions, and none of the newer rules of style. */
export async function asBefore2021(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const newer: [object, string][] = [
      [window, 'structuredClone'],
      [Array.prototype, 'at'],
      [String.prototype, 'at'],
      [Object, 'hasOwn'],
      [Crypto.prototype, 'randomUUID'],
      [AbortSignal, 'timeout'],
    ];
    for (const [holder, name] of newer) Reflect.deleteProperty(holder, name);
  });
  await context.route('**/pkg/*.css', withoutNewerRules);
}

/** An engine without wasm at all. */
export function withoutWasm(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    Reflect.deleteProperty(window, 'WebAssembly');
  });
}

/** An old engine drops a rule whose selector it cannot read, and everything inside a layer. */
async function withoutNewerRules(route: Route): Promise<void> {
  const response = await route.fetch();
  const style = await response.text();
  if (style.includes('@layer')) throw new Error('the style sheet holds a layer, which an old engine drops whole');
  await route.fulfill({ response, body: style.replace(/[^{}]*:has\([^{}]*\{[^{}]*\}/g, '') });
}
