import { parseSync, printSync } from '@swc/core';
import type { SourceFile } from './source-files';

/** A file's code as a tool would print it: no comments, so that a word in one counts for nothing. */
export function codeWithoutComments(file: SourceFile): string {
  const syntax = { syntax: 'typescript', tsx: file.path.endsWith('.tsx') } as const;
  return printSync(parseSync(file.text, { ...syntax, target: 'esnext' })).code;
}
