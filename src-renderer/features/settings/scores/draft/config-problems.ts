import type { z } from 'zod';
import { type HealthConfig, healthConfigSchema } from '../../../../../src-preload/contract/health-config';

/** Problem by place: `organizationProfiles.0.dimensions.value.weight` -> a sentence. */
export type ConfigProblems = ReadonlyMap<string, string>;

type Issue = z.core.$ZodIssue;

function plainWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'number' ? 'enter a number' : 'this is missing';
    case 'too_big':
      return issue.origin === 'number' ? `at most ${issue.maximum}` : `at most ${issue.maximum} allowed`;
    case 'too_small':
      if (issue.origin === 'number') return `at least ${issue.minimum}`;
      return issue.origin === 'string' ? 'this is empty' : issue.message;
    default:
      return issue.message;
  }
}

/** All that keeps a draft from being saved; empty when it is good. One sentence a place, the first found. */
export function configProblems(config: HealthConfig): ConfigProblems {
  const checked = healthConfigSchema.safeParse(config);
  const problems = new Map<string, string>();
  for (const issue of checked.error?.issues ?? []) {
    const place = issue.path.join('.');
    if (!problems.has(place)) problems.set(place, plainWords(issue));
  }
  return problems;
}

/** The problem at a place or anywhere below it. */
export function problemWithin(problems: ConfigProblems, place: string): string | null {
  for (const [at, text] of problems) {
    if (at === place || at.startsWith(`${place}.`)) return text;
  }
  return null;
}
