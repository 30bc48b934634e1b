import { formatDay } from '../../lib/day';
import { readAllSpells } from '../../store/scores/spells';
import type { Makers } from '../../store/triggers/makers';
import type { JudgedAccount, Judging } from '../../store/triggers/outgoing-judgings';
import type { ReadDb } from '../../store/types';
import type { JudgedSubjects } from '../rules/judge-subjects';
import type { RuleToJudge } from './rule-to-judge';

export interface Look {
  /** Accounts, or contacts, as the rule is about. */
  readonly subjects: JudgedSubjects;
  readonly makers: ReadonlyMap<number, Makers>;
  readonly look: Pick<Judging, 'day' | 'factsAt'>;
  readonly day: number;
  /** Whether these are all accounts. */
  readonly isWhole: boolean;
}

/** What one rule comes to for accounts, or contacts. Those of which it is not known are counted, and told to nobody: it changes nothing. */
export function judgeOne(
  db: ReadDb,
  { rule, conditions, rearm, lookedFrom, madeOf }: RuleToJudge,
  { subjects, makers, look, day, isWhole }: Look,
): { readonly judging: Judging; readonly verdicts: JudgedAccount[] } {
  const started = performance.now();
  const { matching, unknown, reasonsOf } = subjects.judge(conditions, lookedFrom);
  const [holds, notKnown] = [new Set(matching), new Set(unknown)];
  const rearmed = rearm === null ? null : subjects.judge(rearm, lookedFrom);
  const [rearms, rearmNotKnown] = [new Set(rearmed?.matching), new Set(rearmed?.unknown)];
  const began = beganOf(db, day);
  const isOfContacts = rule.definition?.subject === 'contact';
  const verdicts = subjects.ids.flatMap((id): JudgedAccount[] => {
    if (notKnown.has(id)) return [];
    const organizationId = subjects.accountOf(id);
    return [
      {
        organizationId,
        contactId: isOfContacts ? id : null,
        began: formatDay(began.get(organizationId) ?? day),
        holds: holds.has(id),
        rearms: rearmed === null || rearmNotKnown.has(id) ? null : rearms.has(id),
        made: madeOf(makers.get(organizationId)),
        why: holds.has(id)
          ? reasonsOf(id).flatMap(({ text, verdict }) => (verdict === 'holds' ? [text] : []))
          : [],
      },
    ];
  });
  const counts = { evaluated: subjects.ids.length, matched: matching.length, notKnown: unknown.length };
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
