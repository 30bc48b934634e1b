import { z } from 'zod';
import { measureIdSchema } from '../../../src-preload/contract/health-config';
import type { TooLittle } from '../../../src-preload/contract/knowledge';
import { formatDay } from '../../lib/day';

/** The columns of an account's summary that say so. */
export interface KnowledgeColumns {
  readonly confidence: number | null;
  readonly missing: string | null;
  readonly tooLittleSince: number | null;
}

const missingSchema = z.array(measureIdSchema);

/** What stands in place of a score of which too little is known; null where there is a score, or nothing at all. */
export function tooLittleOf(summary: KnowledgeColumns | null): TooLittle | null {
  if (summary === null || summary.confidence === null || summary.tooLittleSince === null) return null;
  return {
    known: summary.confidence,
    missing: summary.missing === null ? [] : missingSchema.parse(JSON.parse(summary.missing)),
    since: formatDay(summary.tooLittleSince),
  };
}
