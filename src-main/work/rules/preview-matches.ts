import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import type { FactSubject } from '../../../src-preload/contract/rules/fact';
import {
  type MatchedAccount,
  type Matches,
  mostMatches,
  type SomeAccounts,
} from '../../../src-preload/contract/rules/matches';
import { counted } from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import { readContactNames } from '../../store/facts/contact-values';
import { readAccountNames } from '../../store/rules/account-names';
import type { ReadDb } from '../../store/types';
import { type Judged, type SubjectVerdict, subjectsToJudge } from './judge-subjects';
import type { RuleChecking } from './rule-checking';

export interface Previewed {
  readonly facts: Pick<RuleChecking, 'facts' | 'contactFacts'>;
  readonly subject: FactSubject;
  readonly whom: Judged;
  readonly conditions: CheckedGroup;
  /** As they are saved; null: nothing is, or makes no sense. */
  readonly saved: CheckedGroup | null;
}

/** Who matches on a day and why, and against what is saved who is new and who isn't any more. */
export function previewMatches(
  db: ReadDb,
  day: number,
  previewed: Previewed,
): Omit<Matches, 'findings' | 'sentence'> {
  const { facts, subject, whom, conditions, saved } = previewed;
  const trees = saved === null ? [conditions] : [conditions, saved];
  const judged = subjectsToJudge(db, day, { subject, whom, facts, trees });
  const draft = judged.judge(conditions);
  const some = (ids: readonly number[]) => someOf(db, subject, ids, draft);
  return {
    asOf: formatDay(day),
    judged: judged.ids.length,
    matching: some(draft.matching),
    unknown: some(draft.unknown),
    unknownWhy: unknownWhy(draft, subject),
    difference: saved === null ? null : differenceOf(draft, judged.judge(saved), some, subject),
  };
}

function someOf(
  db: ReadDb,
  subject: FactSubject,
  ids: readonly number[],
  { reasonsOf }: SubjectVerdict,
): SomeAccounts {
  const named = subject === 'account' ? accountsNamed(db, ids) : contactsNamed(db, ids);
  return {
    total: ids.length,
    accounts: named.map(
      ({ judged, ...account }): MatchedAccount => ({ ...account, reasons: reasonsOf(judged) }),
    ),
  };
}

type Named = Omit<MatchedAccount, 'reasons'> & { readonly judged: number };

function accountsNamed(db: ReadDb, ids: readonly number[]): Named[] {
  const named = readAccountNames(db, ids).slice(0, mostMatches);
  return named.map((account) => ({ ...account, contact: null, judged: account.id }));
}

function contactsNamed(db: ReadDb, ids: readonly number[]): Named[] {
  const named = readContactNames(db, ids).slice(0, mostMatches);
  return named.map(({ id, organizationId, contact, account, owner }) => ({
    ...{ id: organizationId, name: account, owner, judged: id },
    contact: { id, name: contact },
  }));
}

/** For how many of them each thing is not known, the most first. */
function unknownWhy({ unknown, reasonsOf }: SubjectVerdict, subject: FactSubject): Matches['unknownWhy'] {
  const counts = new Map<string, number>();
  for (const id of unknown) {
    const missing = new Set(
      reasonsOf(id).flatMap(({ text, verdict }) => (verdict === 'unknown' ? [text] : [])),
    );
    for (const text of missing) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one, ofOne], [other, ofOther]) => ofOther - ofOne || (one < other ? -1 : 1))
    .map(([text, accounts]) => ({
      words: `${counted(accounts, subject)} can’t be judged. ${text}`,
      accounts,
    }));
}

function differenceOf(
  draft: SubjectVerdict,
  saved: SubjectVerdict,
  some: (ids: readonly number[]) => SomeAccounts,
  subject: FactSubject,
): Matches['difference'] {
  const [now, before] = [new Set(draft.matching), new Set(saved.matching)];
  const [newly, noLonger] = [
    [...now].filter((id) => !before.has(id)),
    [...before].filter((id) => !now.has(id)),
  ];
  const isNone = newly.length === 0 && noLonger.length === 0;
  return {
    isNone,
    newlyAddressed: some(newly),
    noLongerAddressed: some(noLonger),
    words: isNone
      ? `The same ${subject}s match as before.`
      : differenceWords(newly.length, noLonger.length, subject),
  };
}

function differenceWords(newly: number, noLonger: number, subject: FactSubject): string {
  const parts = [
    ...(newly === 0
      ? []
      : [`${counted(newly, `${subject} matches`, `${subject}s match`)} that did not before`]),
    ...(noLonger === 0
      ? []
      : [`${counted(noLonger, `${subject} does`, `${subject}s do`)} not match any more`]),
  ];
  return `${parts.join(', ')}.`;
}
