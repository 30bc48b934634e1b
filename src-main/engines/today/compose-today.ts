import type { OtherMoney } from '../../../src-preload/contract/money';
import type { RankWhy, Today, TodayItem, TodayKind } from '../../../src-preload/contract/today';
import { exactSum } from '../../../src-preload/contract/words';
import { dayOrNull, formatDay } from '../../lib/day';
import { addOthers, othersAs } from '../../lib/other-money';
import { todayKey } from '../../lib/today-key';
import { nobodyKnown, type People } from '../risk/advice/open-facts';
import { bookSign } from './book-sign';
import { causeOf } from './cause';
import { type Finding, findingsOf } from './findings';
import { hides, latestWords, putAwayOf } from './put-away';
import { rankOf, rankWhyOf } from './rank';
import { adviceOnCause } from './today-advice';
import type { TodayAccount, TodayFacts } from './today-facts';
import { reasonOf } from './today-words';

/** Who can be called at accounts, by id. */
export type PeopleOf = (accountIds: readonly number[]) => ReadonlyMap<number, People>;

/**
 * The queue of what needs the manager, the largest expected loss x what presses first; one item an account.
 * @param peopleOf asked once, for the accounts that are shown
 */
export function composeToday(
  facts: TodayFacts,
  today: number,
  choice: { readonly kinds?: readonly TodayKind[] | undefined; readonly limit: number },
  peopleOf: PeopleOf = () => new Map(),
): Omit<Today, 'setBackElsewhere'> {
  const dispositions = latestWords(facts.dispositions);
  const queue: Queued[] = [];
  const count: Record<TodayKind, number> = {
    at_risk: 0,
    leaving: 0,
    ended: 0,
    urgent_ticket: 0,
    worry: 0,
    score_drop: 0,
    renewal: 0,
    silent: 0,
    cta: 0,
    reply: 0,
    approval: 0,
    unsettled: 0,
    stuck: 0,
    celebration: 0,
    set_back: 0,
    mention: 0,
  };
  const kinds = new Set<TodayKind>();
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
    for (const { kind } of standing) kinds.add(kind);
    const wanted =
      choice.kinds === undefined || choice.kinds.length === 0
        ? standing
        : standing.filter(({ kind }) => choice.kinds?.includes(kind));
    if (wanted.length === 0) continue;
    // Of all that stands, whatever is chosen to be shown: an account has one place.
    const why = rankWhyOf(account, standing, today);
    queue.push({ account, findings: wanted, why, rank: rankOf(why) });
  }
  queue.sort((a, b) => b.rank - a.rank || a.account.id - b.account.id);
  const shown = queue.slice(0, choice.limit);
  const people = peopleOf(shown.map(({ account }) => account.id));
  const putAway = putAwayOf(facts, today);
  return {
    asOf: formatDay(facts.asOf ?? today),
    headline: {
      ...bookTotals(facts.accounts.filter(({ isLent }) => isLent !== true)),
      atRiskAccounts: count.at_risk,
      atRiskArr: exactSum(atRiskArr),
      renewals90: count.renewal,
      renewalArr90: exactSum(renewalArr),
      silent: count.silent,
      scoreDrops: count.score_drop,
    },
    bookSign: bookSign(facts.movement),
    items: shown.map((queued) => itemOf(queued, people.get(queued.account.id) ?? nobodyKnown, today)),
    kinds: [...kinds].toSorted(),
    total: queue.length,
    doneToday: putAway.doneToday,
    snoozed: putAway.snoozed.length,
    scoring: facts.scoring,
    progress: facts.progress,
    synced: facts.synced,
  };
}

interface Queued {
  readonly account: TodayAccount;
  readonly findings: readonly Finding[];
  readonly why: RankWhy;
  readonly rank: number;
}

function itemOf({ account, findings, why, rank }: Queued, people: People, today: number): TodayItem {
  const [first, ...others] = findings;
  if (first === undefined) throw new RangeError('an item needs a finding');
  const cause = causeOf(account, first.kind);
  return {
    key: todayKey(account.id, first.kind),
    kind: first.kind,
    alsoKinds: others.map(({ kind }) => kind),
    accountId: account.id,
    accountName: account.name,
    reason: reasonOf(account, first.kind, cause, today),
    ...adviceOnCause(account, cause, people, today),
    arr: account.arr,
    ...othersAs('otherArr', account.otherArr ?? []),
    score: account.score,
    band: account.band,
    tooLittle: account.tooLittle,
    change28: account.change28,
    risk: account.risk,
    renewsOn: dayOrNull(account.renewsOn),
    rank,
    why,
    since: dayOrNull(first.since),
    mentionedIn: [first, ...others].some(({ kind }) => kind === 'mention')
      ? (account.mentions?.first.noteId ?? null)
      : null,
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
  const others: OtherMoney[] = [];
  for (const account of accounts) {
    if (account.standing === 'leaving') totals.leaving += 1;
    if (account.standing === 'trial') totals.trials += 1;
    if (account.standing === 'ended') totals.ended += 1;
    if (account.standing === 'trial' || account.standing === 'ended') continue;
    totals.accounts += 1;
    totals.users += account.users;
    totals.events += account.events;
    totals.arr += account.arr;
    others.push(...(account.otherArr ?? []));
    totals[account.band ?? (account.tooLittle === null ? 'unscored' : 'tooLittleKnown')] += 1;
  }
  return { ...totals, arr: exactSum(totals.arr), ...othersAs('otherArr', addOthers(others)) };
}
