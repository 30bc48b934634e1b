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
  /** The first day of the spell in which each account is a customer. */
  readonly began: ReadonlyMap<number, number>;
  readonly look: Pick<Judging, 'day' | 'factsAt'>;
  readonly day: number;
  /** Whether these are all accounts. */
  readonly isWhole: boolean;
}

/** What one rule comes to for accounts, or contacts. Those of which it is not known are counted, and told to nobody: it changes nothing. */
function judgeOne(
  { rule, conditions, rearm, lookedFrom, madeOf }: RuleToJudge,
  { subjects, makers, began, look, day, isWhole }: Look,
): { readonly judging: Judging; readonly verdicts: JudgedAccount[] } {
  const started = performance.now();
  const { matching, unknown, reasonsOf } = subjects.judge(conditions, lookedFrom);
  const [holds, notKnown] = [new Set(matching), new Set(unknown)];
  const rearmed = rearm === null ? null : subjects.judge(rearm, lookedFrom);
  const [rearms, rearmNotKnown] = [new Set(rearmed?.matching), new Set(rearmed?.unknown)];
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

/** What can't be judged, for whatever reason, says so, and the others go on. */
export function judgeSafely(rule: RuleToJudge, look: Look): ReturnType<typeof judgeOne> {
  try {
    return judgeOne(rule, look);
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'unknown';
    const problem = `Steward fails at judging it (${kind}), as with no other rule. Change its conditions, or pause it.`;
    return { judging: { ...look.look, version: rule.rule.version, whole: null, problem }, verdicts: [] };
  }
}

/** The first day of the spell in which each is a customer. */
export function beganOf(db: ReadDb, day: number): Map<number, number> {
  const began = new Map<number, number>();
  for (const { organizationId, beganDay } of readAllSpells(db))
    if (beganDay <= day) began.set(organizationId, beganDay);
  return began;
}
