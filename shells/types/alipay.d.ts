// What Alipay gives and its declarations leave out.

declare const console: { error(...what: unknown[]): void };
