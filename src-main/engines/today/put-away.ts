import type { PutAway, PutAwayItem, TodayKind } from '../../../src-preload/contract/today';
import { dayOrNull, formatDay } from '../../lib/day';
import { readTodayKey, todayKey } from '../../lib/today-key';
import { type Finding, findingsOf } from './findings';
import type { Disposition, TodayAccount, TodayFacts } from './today-facts';

/** What was done stays done this long, unless the reason arises anew. */
export const doneForDays = 14;

/** What the manager put away with one reason of an account, the latest word of it. */
interface Word {
  readonly kind: TodayKind;
  readonly disposition: Disposition;
}

/**
 * What was put away of these accounts and is still away, the latest first. Done is what was done today, and what was
 * done earlier where it still hides a reason; snoozed is what a snooze hides today. An account stands once in each.
 */
export function putAwayOf(facts: Pick<TodayFacts, 'accounts' | 'dispositions'>, today: number): PutAway {
  const words = wordsByAccount(facts.dispositions);
  const done: PutAwayItem[] = [];
  const snoozed: PutAwayItem[] = [];
  let doneToday = 0;
  for (const account of facts.accounts) {
    const own = words.get(account.id);
    if (own === undefined) continue;
    const findings = findingsOf(account, today);
    const hidden = own.filter(({ kind, disposition }) =>
      findings.some((one) => one.kind === kind && hides(disposition, one, today)),
    );
    const isDone = own.filter(
      (word) =>
        word.disposition.state === 'done' && (word.disposition.day === today || hidden.includes(word)),
    );
    const isSnoozed = hidden.filter(({ disposition }) => disposition.state === 'snoozed');
    if (isDone.some(({ disposition }) => disposition.day === today)) doneToday += 1;
    if (isDone.length > 0) done.push(itemOf(account, isDone));
    if (isSnoozed.length > 0) snoozed.push(itemOf(account, isSnoozed));
  }
  return { done: latestFirst(done), snoozed: latestFirst(snoozed), doneToday };
}

/** A snooze hides until its day; a done item hides for two weeks unless the reason began after it. */
export function hides(
  disposition: Disposition,
  finding: Pick<Finding, 'since' | 'sinceAt'>,
  today: number,
): boolean {
  if (disposition.state === 'snoozed') return disposition.untilDay !== null && today < disposition.untilDay;
  const { since, sinceAt = null } = finding;
  const arisenAnew =
    since !== null &&
    (since > disposition.day || (since === disposition.day && sinceAt !== null && sinceAt > disposition.at));
  return !arisenAnew && today - disposition.day < doneForDays;
}

/** The latest word of each reason, by its key. */
export function latestWords(dispositions: readonly Disposition[]): Map<string, Disposition> {
  const latest = new Map<string, Disposition>();
  for (const disposition of dispositions) {
    const known = latest.get(disposition.key);
    if (known === undefined || disposition.day >= known.day) latest.set(disposition.key, disposition);
  }
  return latest;
}

/** The latest words by account; a kind of an earlier version says nothing any more. */
function wordsByAccount(dispositions: readonly Disposition[]): Map<number, Word[]> {
  const byAccount = new Map<number, Word[]>();
  for (const [key, disposition] of latestWords(dispositions)) {
    const parts = readTodayKey(key);
    if (parts === null) continue;
    const word = { kind: parts.kind, disposition };
    const words = byAccount.get(parts.accountId);
    if (words === undefined) byAccount.set(parts.accountId, [word]);
    else words.push(word);
  }
  return byAccount;
}

/** The account as its latest word has it. @param words at least one */
function itemOf(account: TodayAccount, words: readonly Word[]): PutAwayItem {
  const { kind, disposition } = words.reduce((a, b) => (b.disposition.at > a.disposition.at ? b : a));
  return {
    key: todayKey(account.id, kind),
    accountId: account.id,
    accountName: account.name,
    kinds: words.map((word) => word.kind),
    day: formatDay(disposition.day),
    at: disposition.at,
    until: dayOrNull(disposition.untilDay),
    reason: disposition.reason,
    arr: account.arr,
  };
}

function latestFirst(items: PutAwayItem[]): PutAwayItem[] {
  return items.toSorted((a, b) => b.at - a.at || a.accountId - b.accountId);
}
