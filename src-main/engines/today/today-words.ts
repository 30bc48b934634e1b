import type { RiskIndicatorId } from '../../../src-preload/contract/domain';
import type { TodayKind } from '../../../src-preload/contract/today';
import { counted, spellDay, spellDays, spellPoints, spellScore } from '../../../src-preload/contract/words';
import type { TodayAccount } from './today-facts';

/** Why an account is on Today, in one sentence with figures. */
export function reasonOf(account: TodayAccount, kind: TodayKind, today: number): string {
  switch (kind) {
    case 'at_risk':
      return atRiskReason(account);
    case 'score_drop':
      return `Health fell ${spellPoints(account.change28 ?? 0)} in 28 days${account.score === null ? '' : `, to ${spellScore(account.score)}`}.`;
    case 'leaving':
      return indicatorText(account, 'notice_given');
    case 'ended':
      return indicatorText(account, 'subscriptions_ended');
    case 'renewal':
      return renewalReason(account, today);
    case 'silent':
      return silentReason(account, today);
  }
}

/** Days without activity, as all that was made of the account's figures counts them. */
export function quietDaysOf({ asOf, lastActivityDay, createdDay }: TodayAccount, today: number): number {
  return (asOf ?? today) - (lastActivityDay ?? createdDay);
}

/** In the indicator's words where there is one: where usage comes by week, it alone knows how far. */
function silentReason(account: TodayAccount, today: number): string {
  const said = indicatorText(account, 'all_users_idle');
  if (said !== '') return said;
  const days = spellDays(quietDaysOf(account, today));
  return account.lastActivityDay === null
    ? `No activity at all in the ${days} since the account began.`
    : `No activity for ${days}, since ${spellDay(account.lastActivityDay)}.`;
}

function atRiskReason(account: TodayAccount): string {
  const level = account.risk === 'critical' ? 'Critical risk' : 'High risk';
  const serious = account.indicators.find(({ severity }) => severity === 'serious') ?? account.indicators[0];
  if (serious !== undefined) return `${level}: ${withoutStop(serious.text)}.`;
  if (account.change28 !== null && account.change28 <= -5)
    return `${level}: health fell ${spellPoints(account.change28)} in 28 days.`;
  return account.score === null ? `${level}.` : `${level}: health is ${spellScore(account.score)} of 100.`;
}

function indicatorText({ indicators }: TodayAccount, id: RiskIndicatorId): string {
  return indicators.find((indicator) => indicator.id === id)?.text ?? '';
}

function renewalReason(account: TodayAccount, today: number): string {
  const left = (account.renewsOn ?? today) - today;
  const when =
    left < 0
      ? `Renewal ${counted(-left, 'day')} overdue`
      : left === 0
        ? 'Renews today'
        : `Renews in ${spellDays(left)}`;
  if (account.tooLittle !== null) return `${when}; too little is known for a score.`;
  if (account.score === null) return `${when}; no score yet.`;
  return `${when} with health at ${spellScore(account.score)}${account.change28 !== null && account.change28 <= -5 ? `, down ${spellPoints(account.change28)} in 28 days` : ''}.`;
}

/** What a good manager does next, in one sentence. */
export function suggestionOf(account: TodayAccount, kind: TodayKind): string {
  if (kind === 'leaving') return 'Ask why they leave, and whether anything would change it.';
  if (kind === 'ended')
    return 'Ask whether they have left; if so, have the company write it down, else the new contract.';
  const fired = new Set(account.indicators.map(({ id }) => id));
  if (kind === 'at_risk' || kind === 'score_drop') {
    if (fired.has('payment_failed')) return 'Ask finance about the failed payment before you call.';
    if (fired.has('champion_left'))
      return 'Find the new champion: ask the remaining admins for an introduction.';
    if (fired.has('urgent_ticket_open'))
      return 'Get a date for the urgent ticket from support, then call with it.';
    if (fired.has('detractor_response'))
      return 'Call the contact who answered the survey and ask what went wrong.';
    if (fired.has('all_users_idle') || fired.has('usage_collapsed'))
      return 'Call the champion and ask what changed in their work.';
    if (fired.has('notice_given')) return 'Ask why they leave, and whether anything would change it.';
    if (fired.has('revenue_reduced')) return 'Ask why they pay less, and what would win it back.';
    if (fired.has('seats_reduced')) return 'Ask why seats were given up, and what would win them back.';
    return 'Look at what changed, then call the champion.';
  }
  if (kind === 'renewal') {
    return account.band === 'healthy'
      ? 'Send the renewal with a look back at the value reached.'
      : 'Agree on a plan for the open points before the renewal talk.';
  }
  return 'Write to the champion; if nobody answers in two days, call.';
}

function withoutStop(text: string): string {
  const trimmed = text.replace(/\.$/, '');
  return trimmed.charAt(0).toLowerCase() + trimmed.slice(1);
}
