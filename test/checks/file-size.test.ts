import { expect, test } from 'vitest';
import { sourceFiles } from './support/source-files';

/** A file holds one concept. About 150 lines is what we aim at; this is where a file certainly holds several. */
const limit = 400;

test(`no source file is longer than ${limit} lines`, () => {
  const files = sourceFiles(['src-main', 'src-preload', 'src-renderer', 'tools', 'test']);
  expect(files.length).toBeGreaterThan(20);
  const long = files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .filter(({ lines }) => lines > limit)
    .map(({ path, lines }) => `${path}: ${lines}`);
  expect(long).toEqual([]);
});
