import type { z } from 'zod';

/** Sentences by the name of the field they stand at, the first of each. Empty when all is good. */
export function formProblems(checked: z.ZodSafeParseResult<unknown>): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const issue of checked.error?.issues ?? []) problems[String(issue.path[0] ?? '')] ??= issue.message;
  return problems;
}
