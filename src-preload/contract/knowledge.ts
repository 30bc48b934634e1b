import { z } from 'zod';
import { daySchema } from './domain';
import { measureCatalogue, measureIdSchema } from './health-config';
import { counted, percentOf, spellDay } from './words';

/**
 * What stands in place of a score that rests on less of its weight than the configuration asks for: such a score has no
 * band and no trend, and is a number only on request.
 */
export const tooLittleSchema = z.object({
  /** Share of the score's weight whose value is known, 0-1. */
  known: z.number(),
  /** What isn't known, what would weigh most first. */
  missing: z.array(measureIdSchema),
  /** The first day of which too little is known, up to now. */
  since: daySchema,
});
export type TooLittle = z.infer<typeof tooLittleSchema>;

export const tooLittleKnown = 'too little known';

const namedMeasures = 3;

/** @returns `Only 9% of what its score rests on is known, since Nov 13, 2026; missing: NPS, Satisfaction and 7 more measures.` */
export function tooLittleWords({ known, missing, since }: TooLittle): string {
  const day = spellDay(Date.parse(since) / 86_400_000);
  return `Only ${percentOf(known)} of what its score rests on is known, since ${day}; missing: ${missingWords(missing)}.`;
}

function missingWords(missing: TooLittle['missing']): string {
  const named = missing.slice(0, namedMeasures).map((id) => measureCatalogue[id].label);
  const more = missing.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${counted(more, 'more measure', 'more measures')}`;
  return named.join(', ');
}
