import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importsOf } from './support/imports';
import { problemOf } from './support/rooms';
import { sourceFiles } from './support/source-files';

const layered = ['src-main', 'src-preload', 'src-renderer', 'tools'];

test('every import follows the way data flows', () => {
  const files = sourceFiles(layered);
  expect(files.length).toBeGreaterThan(20);
  expect(layerProblems(files)).toEqual([]);
});

describe('an import that turns back is found:', () => {
  let checkout = '';
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'rooms-'));
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  test.each([
    ['an engine that reads the store', 'src-main/engines/a.ts', `import { b } from '../store/b';`],
    ['an engine that opens files', 'src-main/engines/a.ts', `import { readFileSync } from 'node:fs';`],
    [
      'an engine that runs contract code',
      'src-main/engines/a.ts',
      `import { b } from '../../src-preload/contract/b';`,
    ],
    [
      'an engine that runs contract code beside its words',
      'src-main/engines/a.ts',
      `import { b } from '../../src-preload/contract/words-of-others';`,
    ],
    ['the store reached from a window', 'src-main/app/a.ts', `export type { B } from '../store/b';`],
    [
      'a screen that runs code of the host',
      'src-renderer/api/a.ts',
      `import { b } from '../../src-main/api/b';`,
    ],
    ['a screen that names Electron', 'src-renderer/app/a.tsx', `import { ipcRenderer } from 'electron';`],
    ['a lazy import', 'src-main/sync/a.ts', `export const a = () => import('../jobs/b');`],
    ['a re-export', 'src-main/lib/a.ts', `export * from '../ports/b';`],
    ['data access in a presentational piece', 'src-renderer/ui/a.tsx', `import { b } from '../api/b';`],
    ['a runner of jobs that knows a domain', 'src-main/jobs/a.ts', `import { b } from '../work/scoring/b';`],
    [
      'a runner of jobs that reads accounts',
      'src-main/jobs/a.ts',
      `import { b } from '../store/accounts/b';`,
    ],
    [
      'a feature that reaches into another',
      'src-renderer/features/today/a.tsx',
      `import type { B } from '../accounts/b';`,
    ],
    [
      'a feature that uses what stands beside the features',
      'src-renderer/features/today/a.tsx',
      `import { b } from '../b';`,
    ],
    [
      'a procedure that runs an engine past the work',
      'src-main/api/a.ts',
      `import { b } from '../engines/today/b';`,
    ],
    ['a window that uses what is of the host', 'src-main/app/a.ts', `import { b } from '../lib/b';`],
    ['an action that knows the work', 'src-main/actions/a.ts', `import { b } from '../work/scoring/b';`],
    ['SQLite outside the store', 'src-main/jobs/a.ts', `import Database from 'better-sqlite3';`],
    ['more than zod in the contract', 'src-preload/contract/a.ts', `import { DateTime } from 'luxon';`],
  ])('%s', (_words, path, text) => {
    write(path, text);
    expect(layerProblems(sourceFiles(layered, checkout), checkout)).toHaveLength(1);
  });

  test.each([
    [
      'an engine that takes types of the contract',
      'src-main/engines/a.ts',
      `import type { B } from '../../src-preload/contract/b';`,
    ],
    [
      'a screen that takes types of the API',
      'src-renderer/api/a.ts',
      `import { type B } from '../../src-main/api/b';`,
    ],
    [
      'a feature using a folder of its own',
      'src-renderer/features/risk/model/a.tsx',
      `import { b } from '../b';`,
    ],
    ['the store using a leaf', 'src-main/store/a.ts', `import { b } from '../lib/b';`],
    [
      'an engine that says figures in the words of the contract',
      'src-main/engines/a.ts',
      `import { b } from '../../src-preload/contract/words';`,
    ],
  ])('but not %s', (_words, path, text) => {
    write('src-preload/contract/words.ts', 'export const b = 1;');
    write(path, text);
    expect(layerProblems(sourceFiles(layered, checkout), checkout)).toEqual([]);
  });

  function write(path: string, text: string): void {
    const file = join(checkout, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
});

function layerProblems(files: ReturnType<typeof sourceFiles>, checkout?: string): string[] {
  return files
    .flatMap((file) => importsOf(file, checkout))
    .map(problemOf)
    .filter((problem) => problem !== null);
}
