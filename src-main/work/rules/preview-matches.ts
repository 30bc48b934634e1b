import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import {
  type MatchedAccount,
  type Matches,
  mostMatches,
  type SomeAccounts,
} from '../../../src-preload/contract/rules/matches';
import { counted } from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import type { AccountFact } from '../../store/facts/account-fact';
import { readAccountNames } from '../../store/rules/account-names';
import type { ReadDb } from '../../store/types';
import { type AccountVerdict, accountsToJudge, type Judged } from './judge-accounts';

export interface Previewed {
  readonly facts: ReadonlyMap<string, AccountFact>;
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
  const { facts, whom, conditions, saved } = previewed;
  const trees = saved === null ? [conditions] : [conditions, saved];
  const accounts = accountsToJudge(db, day, { whom, facts, trees });
  const draft = accounts.judge(conditions);
  const some = (ids: readonly number[]) => someAccounts(db, ids, draft);
  return {
    asOf: formatDay(day),
    judged: accounts.ids.length,
    matching: some(draft.matching),
    unknown: some(draft.unknown),
    unknownWhy: unknownWhy(draft),
    difference: saved === null ? null : differenceOf(draft, accounts.judge(saved), some),
  };
}

function someAccounts(db: ReadDb, ids: readonly number[], { reasonsOf }: AccountVerdict): SomeAccounts {
  const named = readAccountNames(db, ids).slice(0, mostMatches);
  return {
    total: ids.length,
    accounts: named.map((account): MatchedAccount => ({ ...account, reasons: reasonsOf(account.id) })),
  };
}

/** For how many accounts each thing is not known, the most first. */
function unknownWhy({ unknown, reasonsOf }: AccountVerdict): Matches['unknownWhy'] {
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
      words: `${counted(accounts, 'account')} can’t be judged. ${text}`,
      accounts,
    }));
}

function differenceOf(
  draft: AccountVerdict,
  saved: AccountVerdict,
  some: (ids: readonly number[]) => SomeAccounts,
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
    words: isNone ? 'The same accounts match as before.' : differenceWords(newly.length, noLonger.length),
  };
}

function differenceWords(newly: number, noLonger: number): string {
  const parts = [
    ...(newly === 0 ? [] : [`${counted(newly, 'account matches', 'accounts match')} that did not before`]),
    ...(noLonger === 0 ? [] : [`${counted(noLonger, 'account does', 'accounts do')} not match any more`]),
  ];
  return `${parts.join(', ')}.`;
}
