// A new version of a theme while a draft is open: offered at once, needed after the last day, and nothing typed is lost.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { TANG_YU } from '../office/people';
import { BINARY, type Server } from '../office/server';

const CONTENT = resolve(__dirname, '../../content');

/** Publishes the newborn theme in which the father's phone is no longer asked. */
function publishes(server: Server): void {
  const folder = mkdtempSync(join(tmpdir(), 'zhangban-theme-'));
  try {
    cpSync(CONTENT, folder, { recursive: true });
    const theme = join(folder, 'themes/newborn/theme.yaml');
    const lines = readFileSync(theme, 'utf8').split('\n');
    const asked = lines.findIndex((line) => line.trim() === '- field: father/person.phone');
    const depth = (line: string) => line.length - line.trimStart().length;
    const next = lines.findIndex((line, at) => at > asked && depth(line) <= depth(lines[asked] ?? ''));
    lines.splice(asked, next - asked);
    writeFileSync(theme, lines.filter((line) => line.trim() !== '- father/person.phone').join('\n'));
    execFileSync(BINARY, ['theme', 'publish', join(folder, 'themes/newborn'), '--elements', join(folder, 'elements.yaml')], {
      env: server.environment(),
      cwd: server.folder,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a version changes midway, and what was typed goes on', async ({ parent, server }) => {
  const draft = await parent.begins(TANG_YU);
  await parent.field('孩子姓名').fill('唐一诺');
  await parent.saves();
  publishes(server);

  await parent.goes(draft);
  await parent.follows('看看有什么变化');
  await expect(parent.title('这件事的办法有了新版')).toBeVisible();
  await audit(parent.page);
  await parent.follows('以后再说');
  await parent.follows('看看有什么变化');
  await parent.presses('改用新版');
  await expect(parent.page.getByText('这件事的办法有了新版')).toBeHidden();

  await parent.goes(`${draft}/form/child`);
  await expect(parent.field('孩子姓名')).toHaveValue('唐一诺');
  await parent.files(TANG_YU);
  parent.application();
});
