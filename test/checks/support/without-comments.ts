import { parseSync, printSync } from '@swc/core';
import type { SourceFile } from './source-files';

/** The file as a tool would print it: no comments, so that a word in one counts for nothing. */
export function withoutComments(file: SourceFile): SourceFile {
  const syntax = { syntax: 'typescript', tsx: file.path.endsWith('.tsx') } as const;
  return { ...file, text: printSync(parseSync(file.text, { ...syntax, target: 'esnext' })).code };
}
