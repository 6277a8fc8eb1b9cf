// Somebody who edits themes: writes some of the content otherwise, and publishes the newborn theme with it.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { BINARY, type Server } from './server';

const CONTENT = resolve(__dirname, '../../content');

/** Files of the content. */
export const THEME = 'themes/newborn/theme.yaml';
export const EDITION = 'themes/newborn/editions/000002.yaml';
export const ELEMENTS = 'elements.yaml';

/** How a text is written otherwise. */
type Change = (text: string) => string;

/** Publishes the newborn theme with these files written otherwise; open drafts keep theirs as long as is set. */
export function publishes(server: Server, changes: Record<string, Change>): void {
  const folder = mkdtempSync(join(tmpdir(), 'zhangban-theme-'));
  try {
    cpSync(CONTENT, folder, { recursive: true });
    for (const [name, change] of Object.entries(changes)) {
      const file = join(folder, name);
      writeFileSync(file, change(readFileSync(file, 'utf8')));
    }
    execFileSync(BINARY, ['theme', 'publish', join(folder, 'themes/newborn'), '--elements', join(folder, ELEMENTS)], {
      env: server.environment(),
      cwd: server.folder,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One place says something else. */
export function says(before: string, now: string): Change {
  return (text) => {
    if (!text.includes(before)) throw new Error(`nothing says “${before}” any more`);
    return text.replace(before, now);
  };
}

/** A theme does not ask this field any more. */
export function asksNoMore(field: string): Change {
  return (text) => {
    const lines = text.split('\n');
    const asked = lines.findIndex((line) => line.trim() === `- field: ${field}`);
    const depth = (line: string) => line.length - line.trimStart().length;
    const next = lines.findIndex((line, at) => at > asked && depth(line) <= depth(lines[asked] ?? ''));
    lines.splice(asked, next - asked);
    return lines.filter((line) => line.trim() !== `- ${field}`).join('\n');
  };
}
