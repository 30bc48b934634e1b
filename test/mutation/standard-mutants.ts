import { Instrumenter } from '@stryker-mutator/instrumenter';
import type { Mutant, Place } from './mutant';

/**
 * Whole texts emptied and lists filled say little: nobody makes such a fault, and most fall over at once. Calls left out
 * are statements left out (own-mutants).
 */
const excluded = new Set(['StringLiteral', 'ArrayDeclaration', 'ObjectLiteral', 'Regex', 'CallExpression']);

const silent = {
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
  fatal() {},
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
};

/** StrykerJS's own mutants of a file: comparisons, conditions, arithmetic, blocks, calls of methods. */
export async function standardMutants(file: string, text: string): Promise<Mutant[]> {
  const { mutants } = await new Instrumenter(silent).instrument(
    [{ name: file, mutate: true, content: text }],
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  const starts = lineStarts(text);
  const at = ({ line, column }: Place) => (starts[line] ?? 0) + column;
  const wanted = mutants.filter(({ mutatorName }) => !excluded.has(mutatorName));
  return wanted.map(({ mutatorName, location, replacement }) => ({
    file,
    kind: mutatorName,
    start: at(location.start),
    end: at(location.end),
    replacement,
  }));
}

/** StrykerJS counts lines and columns from 0. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
