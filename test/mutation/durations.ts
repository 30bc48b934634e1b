import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';
import { root } from '../checks/support/source-files';
import type { RelatedTest } from './related-tests';

const resultsSchema = z.object({
  testResults: z.array(z.object({ name: z.string(), startTime: z.number(), endTime: z.number() })),
});

/** Starting a file's process and reading its imports, in milliseconds. */
const startsIn = 500;
/** What a file takes of which nothing is known. */
const unknown = 2_000;

export interface Durations {
  of(test: string): number;
  learn(test: string, milliseconds: number): void;
}

/** How long test files take: as in the last `npm test`, then as seen here. */
export function readDurations(file: string): Durations {
  const known = new Map<string, number>();
  if (existsSync(file)) {
    const { testResults } = resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const { name, startTime, endTime } of testResults)
      known.set(relative(root, name).replaceAll('\\', '/'), endTime - startTime + startsIn);
  }
  return {
    of: (test) => known.get(test) ?? unknown,
    learn: (test, milliseconds) => known.set(test, milliseconds),
  };
}

/** Each import between a test and a file makes it so much less likely that this test is the one to notice. */
const perImport = 1.7;
/** A test of the file itself, or of what it is called by, comes before all others, slow as it may be. */
const own = 1;
const beforeOthers = 0.02;

/**
 * The tests to ask, the likeliest to notice soon first, as many as fit into the time one fault may take; always at least
 * one.
 */
export function testsToAsk(
  related: readonly RelatedTest[],
  durations: Durations,
  mostMilliseconds: number,
): string[] {
  const price = ({ file, distance }: RelatedTest) =>
    durations.of(file) * (distance <= own ? beforeOthers : perImport ** distance);
  const asked: string[] = [];
  let takes = 0;
  for (const { file } of related.toSorted((left, right) => price(left) - price(right))) {
    if (asked.length > 0 && takes + durations.of(file) > mostMilliseconds) continue;
    takes += durations.of(file);
    asked.push(file);
  }
  return asked;
}
