import type { z } from 'zod';
import type { connectionTestSchema } from '../../../src-preload/contract/settings';

/** What one check of the company's database found, and what to do about it. */
export type Finding = z.infer<typeof connectionTestSchema>['findings'][number];

export function passed(check: string, text: string): Finding {
  return { check, level: 'ok', text, todo: null };
}

export function doubtful(check: string, text: string, todo: string): Finding {
  return { check, level: 'warning', text, todo };
}

export function failed(check: string, text: string, todo: string): Finding {
  return { check, level: 'error', text, todo };
}

const weight = { error: 0, warning: 1, ok: 2 } as const;

/** All of them as they are; or, where they are more than `most`, the gravest, and last how many others there are. */
export function worstFirst(findings: readonly Finding[], most: number): Finding[] {
  if (findings.length <= most) return [...findings];
  const kept = findings.toSorted((a, b) => weight[a.level] - weight[b.level]).slice(0, most - 1);
  const more = `There are ${findings.length - kept.length} more findings.`;
  return [...kept, doubtful('more', more, 'Run `steward doctor --url …`, which tells all of them.')];
}
