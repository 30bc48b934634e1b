import { ctaOutcomes } from '../../../src-preload/contract/ctas/cta-kinds';
import type { CtaCounts } from '../../../src-preload/contract/effect/measured-means';
import type { RuleCta } from './deeds';

/** What the calls to action of each rule came to. One that ended because its account was merged counts with the one that stands. */
export function countCtas(ctas: readonly RuleCta[]): Map<string, CtaCounts> {
  const own = Map.groupBy(
    ctas.filter(({ end }) => end !== 'merged'),
    ({ rule }) => rule,
  );
  return new Map(
    [...own].map(([rule, those]) => {
      const closed = ctaOutcomes.map((outcome) => [
        outcome,
        those.filter(({ end }) => end === outcome).length,
      ]);
      return [rule, { opened: those.length, closed: Object.fromEntries(closed) as CtaCounts['closed'] }];
    }),
  );
}
