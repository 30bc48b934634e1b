import { formatDay } from '../../lib/day';
import { readAllSpells } from '../../store/scores/spells';
import type { Makers } from '../../store/triggers/makers';
import type { JudgedAccount, Judging } from '../../store/triggers/outgoing-judgings';
import type { ReadDb } from '../../store/types';
import type { JudgedAccounts } from '../rules/judge-accounts';
import type { RuleToJudge } from './rule-to-judge';

export interface Look {
  readonly accounts: JudgedAccounts;
  readonly makers: ReadonlyMap<number, Makers>;
  readonly look: Pick<Judging, 'day' | 'factsAt'>;
  readonly day: number;
  /** Whether these are all accounts. */
  readonly isWhole: boolean;
}

/** What one rule comes to for accounts. Those of which it is not known are counted, and told to nobody: it changes nothing. */
export function judgeOne(
  db: ReadDb,
  { rule, conditions, rearm, lookedFrom, madeOf }: RuleToJudge,
  { accounts, makers, look, day, isWhole }: Look,
): { readonly judging: Judging; readonly verdicts: JudgedAccount[] } {
  const started = performance.now();
  const { matching, unknown, reasonsOf } = accounts.judge(conditions, lookedFrom);
  const [holds, notKnown] = [new Set(matching), new Set(unknown)];
  const rearmed = rearm === null ? null : accounts.judge(rearm, lookedFrom);
  const [rearms, rearmNotKnown] = [new Set(rearmed?.matching), new Set(rearmed?.unknown)];
  const began = beganOf(db, day);
  const verdicts = accounts.ids.flatMap((id): JudgedAccount[] => {
    if (notKnown.has(id)) return [];
    return [
      {
        organizationId: id,
        began: formatDay(began.get(id) ?? day),
        holds: holds.has(id),
        rearms: rearmed === null || rearmNotKnown.has(id) ? null : rearms.has(id),
        made: madeOf(makers.get(id)),
        why: holds.has(id)
          ? reasonsOf(id).flatMap(({ text, verdict }) => (verdict === 'holds' ? [text] : []))
          : [],
      },
    ];
  });
  const counts = { evaluated: accounts.ids.length, matched: matching.length, notKnown: unknown.length };
  const milliseconds = Math.round(performance.now() - started);
  const whole = isWhole ? { lookedFrom: formatDay(lookedFrom), ...counts, milliseconds } : null;
  return { judging: { ...look, version: rule.version, whole, problem: null }, verdicts };
}

/** The first day of the spell in which each is a customer. */
function beganOf(db: ReadDb, day: number): Map<number, number> {
  const began = new Map<number, number>();
  for (const { organizationId, beganDay } of readAllSpells(db))
    if (beganDay <= day) began.set(organizationId, beganDay);
  return began;
}
