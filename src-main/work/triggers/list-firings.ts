import type { z } from 'zod';
import {
  holdReasons,
  mostFiringsShown,
  type RuleFiring,
  type ruleFiringsSchema,
} from '../../../src-preload/contract/rules/standing';
import { formatDay } from '../../lib/day';
import { countFirings, readFirings } from '../../store/triggers/firings';
import { readBecame } from '../../store/triggers/what-became';
import type { ReadDb } from '../../store/types';
import { outcomeWords } from './outcome-words';

/** Whom a rule fired for, when and why, and what became of it. */
export function listFirings(db: ReadDb, rule: string): z.infer<typeof ruleFiringsSchema> {
  const found = readFirings(db, rule, mostFiringsShown);
  const outcomes = found.flatMap((firing) => firing.outcomes);
  const became = readBecame(
    db,
    outcomes.flatMap(({ runs }) => runs),
    outcomes.flatMap(({ cta_id }) => cta_id ?? []),
  );
  const firings = found.map(
    ({ day, heldBy, heldOut: _, outcomes: done, ...firing }): RuleFiring => ({
      ...firing,
      day: formatDay(day),
      heldBy: heldBy === null ? null : (holdReasons.find((known) => known === heldBy) ?? 'other'),
      outcomes: done.map((outcome) => outcomeWords(outcome, became)),
    }),
  );
  return { firings, total: countFirings(db, rule) };
}
