import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { circlesAmong } from './support/circles';
import { importsOf } from './support/imports';
import { sourceFiles } from './support/source-files';

test('no files import each other in a circle, types included', () => {
  const files = sourceFiles(['src-main', 'src-preload', 'src-renderer', 'tools', 'test']);
  expect(files.length).toBeGreaterThan(20);
  expect(circlesAmong(files.flatMap((file) => importsOf(file)))).toEqual([]);
});

describe('a circle is found', () => {
  let checkout = '';
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'circles-'));
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  test.each([
    [
      'of two files',
      { a: `import { b } from './b';`, b: `import { a } from './a';` },
      'a.ts -> b.ts -> a.ts',
    ],
    [
      'of types alone',
      { a: `import type { B } from './b';`, b: `import { type A } from './a';` },
      'a.ts -> b.ts -> a.ts',
    ],
    [
      'far from where one looks',
      { a: `import './b';`, b: `import './c';`, c: `import './d';`, d: `export * from './b';` },
      'b.ts -> c.ts -> d.ts -> b.ts',
    ],
    ['of a file with itself', { a: `import { a } from './a';` }, 'a.ts -> a.ts'],
  ])('%s', (_words, texts, circle) => {
    expect(circlesOf(texts)).toEqual([circle]);
  });

  test('but two ways to one file are none', () => {
    expect(circlesOf({ a: `import './b';\nimport './c';`, b: `import './c';`, c: '' })).toEqual([]);
  });

  function circlesOf(texts: Record<string, string>): string[] {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(checkout, `${name}.ts`), text);
    return circlesAmong(sourceFiles(['.'], checkout).flatMap((file) => importsOf(file, checkout)));
  }
});
