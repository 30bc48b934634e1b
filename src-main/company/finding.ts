import type { z } from 'zod';
import type { connectionTestSchema } from '../../src-preload/contract/settings';

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
