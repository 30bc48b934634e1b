import { describe, expect, test } from 'vitest';
import { type Ban, bans } from './support/bans';
import { type SourceFile, sourceFiles } from './support/source-files';
import { withoutComments } from './support/without-comments';

const sources = sourceFiles(['src-main', 'src-preload', 'src-renderer']).map(withoutComments);

describe('no code uses', () => {
  test.each(bans.map((ban) => [ban.what, ban] as const))('%s', (_what, ban) => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter((file) => breaks(ban, file)).map((file) => file.path)).toEqual([]);
  });
});

test('a banned word in a comment counts for nothing, in code it does', () => {
  const [clock] = bans;
  const code = (text: string) => withoutComments({ path: 'src-main/engines/a.ts', text });
  expect(clock && breaks(clock, code('// not Date.now()\nexport const a = 1;'))).toBe(false);
  expect(clock && breaks(clock, code('export const a = Date.now();'))).toBe(true);
});

test('no rule is switched off beside the code that breaks it', () => {
  const all = sourceFiles(['src-main', 'src-preload', 'src-renderer', 'tools', 'test']);
  // Put together here, so that this file does not find itself.
  expect(all.length).toBeGreaterThan(20);
  const switches = new RegExp(['@ts-ig' + 'nore', '@ts-noc' + 'heck', 'biome-ig' + 'nore'].join('|'));
  expect(all.filter((file) => switches.test(file.text)).map((file) => file.path)).toEqual([]);
});

function breaks(ban: Ban, file: SourceFile): boolean {
  const inside = (folders: readonly string[]) =>
    folders.some((folder) => file.path === folder || file.path.startsWith(`${folder}/`));
  if (!inside(ban.within) || inside(ban.except ?? [])) return false;
  return ban.pattern.test(file.text);
}
