import type { Mutant } from './mutant';

/** What is turned into what, inside SQL. */
const turns: readonly [pattern: RegExp, other: string][] = [
  [/(?<=\s)and(?=\s)/gi, 'or'],
  [/(?<=\s)or(?=\s)/gi, 'and'],
  [/<=/g, '<'],
  [/>=/g, '>'],
  [/(?<![<>=!-])<(?![<>=])/g, '<='],
  [/(?<![<>=!-])>(?![<>=])/g, '>='],
  [/(?<=\s)=(?=\s)/g, '<>'],
  [/<>/g, '='],
  [/\bis not null\b/gi, 'is null'],
  [/\bis null\b/gi, 'is not null'],
  [/\bnot (?=exists|in\b|like\b|between\b)/gi, ''],
  [/\bdesc\b/gi, 'asc'],
  [/\bdistinct /gi, ''],
  [/\bleft join\b/gi, 'join'],
  [/\bmin\(/gi, 'max('],
  [/\bmax\(/gi, 'min('],
  [/\bunion all\b/gi, 'union'],
];

/** A text between quotes that no statement is made of. */
const words = /'(?:[^']|'')*'/g;
const isStatement = /\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|PARTITION|TABLE)\b/;

/** Faults in SQL; comments and what is told to people are left alone. @returns places in the given text */
export function sqlMutants(sql: string): Omit<Mutant, 'file'>[] {
  const blank = (found: string) => ' '.repeat(found.length);
  const code = sql
    .replaceAll(/--[^\n]*/g, blank)
    .replaceAll(words, (found) => (isStatement.test(found) ? found : blank(found)));
  return turns.flatMap(([pattern, other]) =>
    [...code.matchAll(pattern)].map(({ 0: found, index }) => ({
      kind: 'OtherSql',
      start: index,
      end: index + found.length,
      replacement: other,
    })),
  );
}
