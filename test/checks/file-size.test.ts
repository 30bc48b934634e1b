import { expect, test } from 'vitest';
import { sourceFiles } from './support/source-files';

/** A file holds one concept. About 150 lines is what we aim at; this is where a file certainly holds several. */
const limits = [
  { limit: 250, folders: ['src-main', 'src-preload', 'src-renderer'] },
  { limit: 400, folders: ['tools', 'test'] },
];

test.each(limits)('no source file of $folders is longer than $limit lines', ({ limit, folders }) => {
  const files = sourceFiles(folders);
  expect(files.length).toBeGreaterThan(20);
  const long = files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > limit)
    .map(({ path, lines }) => `${path}: ${lines}`);
  expect(long).toEqual([]);
});
