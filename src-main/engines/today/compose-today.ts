import type { Today, TodayItem, TodayKind } from '../../../src-preload/contract/today';
import { toCents } from '../../../src-preload/contract/words';
import { dayOrNull, formatDay } from '../../lib/day';
import { todayKey } from '../../lib/today-key';
import { type Finding, findingsOf } from './findings';
import { hides, latestWords, putAwayOf } from './put-away';
import type { TodayAccount, TodayFacts } from './today-facts';
import { reasonOf, suggestionOf } from './today-words';

/** The queue of what needs the manager, largest money x urgency first; one item an account. */
export function composeToday(
  facts: TodayFacts,
  today: number,
  choice: { readonly kinds?: readonly TodayKind[] | undefined; readonly limit: number },
): Today {
  const dispositions = latestWords(facts.dispositions);
  const items: TodayItem[] = [];
  const count = { at_risk: 0, leaving: 0, ended: 0, score_drop: 0, renewal: 0, silent: 0 } satisfies Record<
    TodayKind,
    number
  >;
  let atRiskArr = 0;
  let renewalArr = 0;
  for (const account of facts.accounts) {
    const findings = findingsOf(account, today);
    for (const finding of findings) count[finding.kind] += 1;
    if (findings.some((finding) => finding.kind === 'at_risk')) atRiskArr += account.arr;
    if (findings.some((finding) => finding.kind === 'renewal')) renewalArr += account.arr;
    const standing = findings.filter((finding) => {
      const disposition = dispositions.get(todayKey(account.id, finding.kind));
      return disposition === undefined || !hides(disposition, finding, today);
    });
    const wanted =
      choice.kinds === undefined || choice.kinds.length === 0
        ? standing
        : standing.filter(({ kind }) => choice.kinds?.includes(kind));
    if (wanted.length > 0) items.push(itemOf(account, wanted, today));
  }
  items.sort((a, b) => b.rank - a.rank || a.accountId - b.accountId);
  const putAway = putAwayOf(facts, today);
  return {
    asOf: formatDay(facts.asOf ?? today),
    headline: {
      ...bookTotals(facts.accounts),
      atRiskAccounts: count.at_risk,
      atRiskArr: toCents(atRiskArr),
      renewals90: count.renewal,
      renewalArr90: toCents(renewalArr),
      silent: count.silent,
      scoreDrops: count.score_drop,
    },
    items: items.slice(0, choice.limit),
    total: items.length,
    doneToday: putAway.doneToday,
    snoozed: putAway.snoozed.length,
    scoring: facts.scoring,
    synced: facts.synced,
  };
}

function itemOf(account: TodayAccount, findings: readonly Finding[], today: number): TodayItem {
  const [first, ...others] = findings;
  if (first === undefined) throw new RangeError('an item needs a finding');
  return {
    key: todayKey(account.id, first.kind),
    kind: first.kind,
    alsoKinds: others.map(({ kind }) => kind),
    accountId: account.id,
    accountName: account.name,
    reason: reasonOf(account, first.kind, today),
    suggestion: suggestionOf(account, first.kind),
    arr: account.arr,
    score: account.score,
    band: account.band,
    tooLittle: account.tooLittle,
    change28: account.change28,
    risk: account.risk,
    renewsOn: dayOrNull(account.renewsOn),
    rank: account.arr * first.urgency,
    since: dayOrNull(first.since),
  };
}

/** All reasons that an item stands for: they are put away together. @returns the key alone when it stands no more */
export function keysOfItem(shown: Pick<Today, 'items'>, key: string): string[] {
  const item = shown.items.find((one) => one.key === key);
  if (item === undefined) return [key];
  return [item.kind, ...item.alsoKinds].map((kind) => todayKey(item.accountId, kind));
}

function bookTotals(accounts: readonly TodayAccount[]) {
  const totals = {
    accounts: 0,
    trials: 0,
    ended: 0,
    leaving: 0,
    users: 0,
    events: 0,
    arr: 0,
    healthy: 0,
    middle: 0,
    poor: 0,
    tooLittleKnown: 0,
    unscored: 0,
  };
  for (const account of accounts) {
    if (account.standing === 'leaving') totals.leaving += 1;
    if (account.standing === 'trial') totals.trials += 1;
    if (account.standing === 'ended') totals.ended += 1;
    if (account.standing === 'trial' || account.standing === 'ended') continue;
    totals.accounts += 1;
    totals.users += account.users;
    totals.events += account.events;
    totals.arr += account.arr;
    totals[account.band ?? (account.tooLittle === null ? 'unscored' : 'tooLittleKnown')] += 1;
  }
  return { ...totals, arr: toCents(totals.arr) };
}
