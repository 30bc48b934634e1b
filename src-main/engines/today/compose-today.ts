import type { Band } from '../../../src-preload/contract/domain';
import type { Today, TodayItem, TodayKind } from '../../../src-preload/contract/today';
import { toCents } from '../../../src-preload/contract/words';
import { dayOrNull, formatDay, parseDay } from '../../lib/day';
import { todayKey } from '../../lib/today-key';
import type { Disposition, TodayAccount, TodayFacts } from './today-facts';
import { quietDaysOf, reasonOf, suggestionOf } from './today-words';

/** An account is silent after this many days without any activity. */
export const silentAfterDays = 14;
/** A fall of at least this many points in 28 days is a score drop. */
export const dropPoints = 10;
export const renewalWindowDays = 90;
/** What was done stays done this long, unless the reason arises anew. */
const doneForDays = 14;

export interface Finding {
  readonly kind: TodayKind;
  /** 0-1; money at risk x urgency makes the order. */
  readonly urgency: number;
  /** First day the reason holds, where known. */
  readonly since: number | null;
}

/** The queue of what needs the manager, largest money x urgency first; one item an account. */
export function composeToday(
  facts: TodayFacts,
  today: number,
  choice: { readonly kinds?: readonly TodayKind[] | undefined; readonly limit: number },
): Today {
  const dispositions = latestByKey(facts.dispositions);
  const items: TodayItem[] = [];
  const count = { at_risk: 0, leaving: 0, ended: 0, score_drop: 0, renewal: 0, silent: 0 } satisfies Record<
    TodayKind,
    number
  >;
  let atRiskArr = 0;
  let renewalArr = 0;
  let snoozed = 0;
  for (const account of facts.accounts) {
    const findings = findingsOf(account, today);
    for (const finding of findings) count[finding.kind] += 1;
    if (findings.some((finding) => finding.kind === 'at_risk')) atRiskArr += account.arr;
    if (findings.some((finding) => finding.kind === 'renewal')) renewalArr += account.arr;
    const standing: Finding[] = [];
    let isSnoozed = false;
    for (const finding of findings) {
      const disposition = dispositions.get(todayKey(account.id, finding.kind));
      if (disposition === undefined || !hides(disposition, finding, today)) standing.push(finding);
      else if (disposition.state === 'snoozed') isSnoozed = true;
    }
    if (isSnoozed) snoozed += 1;
    const wanted =
      choice.kinds === undefined || choice.kinds.length === 0
        ? standing
        : standing.filter(({ kind }) => choice.kinds?.includes(kind));
    if (wanted.length > 0) items.push(itemOf(account, wanted, today));
  }
  items.sort((a, b) => b.rank - a.rank || a.accountId - b.accountId);
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
    doneToday: doneAccounts(facts.dispositions, today),
    snoozed,
    scoring: facts.scoring,
    synced: facts.synced,
  };
}

/** Everything about an account that wants attention today, most urgent first. */
export function findingsOf(account: TodayAccount, today: number): Finding[] {
  const findings: Finding[] = [];
  if (account.risk === 'critical' || account.risk === 'high') {
    findings.push({
      kind: 'at_risk',
      urgency: account.risk === 'critical' ? 1 : 0.7,
      since: account.riskSince,
    });
  }
  if (account.change28 !== null && account.change28 <= -dropPoints) {
    findings.push({ kind: 'score_drop', urgency: Math.min(0.9, -account.change28 / 40), since: null });
  }
  findings.push(...lifeFindings(account, today));
  const daysToRenewal = account.renewsOn === null ? null : account.renewsOn - today;
  if (daysToRenewal !== null && daysToRenewal <= renewalWindowDays) {
    findings.push({ kind: 'renewal', urgency: renewalUrgency(daysToRenewal, account.band), since: null });
  }
  const quietDays = quietDaysOf(account, today);
  if (quietDays >= silentAfterDays && account.standing !== 'ended') {
    findings.push({
      kind: 'silent',
      urgency: Math.min(0.85, quietDays / 70),
      since: account.lastActivityDay,
    });
  }
  return findings.sort((a, b) => b.urgency - a.urgency);
}

/** Who leaves or ended, as the indicators tell: one that ended long ago and is used no more is asked about no longer. */
function lifeFindings({ indicators, lifeDay }: TodayAccount, today: number): Finding[] {
  return indicators.flatMap(({ id, severity, since }): Finding[] => {
    const sinceDay = since === null ? null : parseDay(since);
    if (id === 'subscriptions_ended') return [{ kind: 'ended', urgency: 0.9, since: sinceDay }];
    if (id !== 'notice_given') return [];
    const nearness = lifeDay === null ? 0 : 1 - Math.min(180, Math.max(0, lifeDay - today)) / 360;
    return [
      {
        kind: 'leaving',
        urgency: severity === 'serious' ? 0.5 + nearness / 2 : nearness / 2,
        since: sinceDay,
      },
    ];
  });
}

/** A near renewal of a poor account presses, one that is overdue more with every day; a healthy one is a date to know. */
function renewalUrgency(days: number, band: Band | null): number {
  const nearness = 1 - days / (renewalWindowDays + 10);
  const doubt = band === 'poor' ? 1 : band === 'middle' ? 0.6 : band === 'healthy' ? 0.2 : 0.5;
  return Math.min(0.95, nearness * doubt);
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
    change28: account.change28,
    risk: account.risk,
    renewsOn: dayOrNull(account.renewsOn),
    rank: account.arr * first.urgency,
    since: dayOrNull(first.since),
  };
}

function latestByKey(dispositions: readonly Disposition[]): Map<string, Disposition> {
  const latest = new Map<string, Disposition>();
  for (const disposition of dispositions) {
    const known = latest.get(disposition.key);
    if (known === undefined || disposition.day >= known.day) latest.set(disposition.key, disposition);
  }
  return latest;
}

/** Accounts put away as done today, whatever number of reasons each had. */
function doneAccounts(dispositions: readonly Disposition[], today: number): number {
  const done = dispositions.filter(({ state, day }) => state === 'done' && day === today);
  return new Set(done.map(({ key }) => key.split(':', 1)[0])).size;
}

/** All reasons that an item stands for: they are put away together. @returns the key alone when it stands no more */
export function keysOfItem(shown: Pick<Today, 'items'>, key: string): string[] {
  const item = shown.items.find((one) => one.key === key);
  if (item === undefined) return [key];
  return [item.kind, ...item.alsoKinds].map((kind) => todayKey(item.accountId, kind));
}

/** A snooze hides until its day; a done item hides for two weeks unless the reason began after it. */
function hides(disposition: Disposition, finding: Finding, today: number): boolean {
  if (disposition.state === 'snoozed') return disposition.untilDay !== null && today < disposition.untilDay;
  const arisenAnew = finding.since !== null && finding.since > disposition.day;
  return !arisenAnew && today - disposition.day < doneForDays;
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
    totals[account.band ?? 'unscored'] += 1;
  }
  return { ...totals, arr: toCents(totals.arr) };
}
