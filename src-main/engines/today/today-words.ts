import type { RiskIndicatorId } from '../../../src-preload/contract/domain';
import type { TodayKind } from '../../../src-preload/contract/today';
import { counted, spellDay, spellDays, spellPoints, spellScore } from '../../../src-preload/contract/words';
import { chanceAgainstBook, chanceSaid, worrySaid } from '../risk/headline/headline-words';
import type { Cause } from './cause';
import type { CtasDue, RepliesWaiting, TodayAccount } from './today-facts';
import { waitingSaid } from './waiting-words';

/** Why an account is on Today, in one sentence with figures. */
export function reasonOf(account: TodayAccount, kind: TodayKind, cause: Cause, today: number): string {
  const said = causeSaid(account, cause, today);
  if (kind !== 'at_risk') return said;
  const level = account.risk === 'critical' ? 'Critical risk' : 'High risk';
  return `${level}: ${beganSmall(said)}`;
}

function causeSaid(account: TodayAccount, cause: Cause, today: number): string {
  const { change28, score, chance, pulse } = account;
  switch (cause.kind) {
    case 'fact':
      return cause.fact.text;
    case 'worry':
      return pulse === null ? '' : worrySaid(pulse);
    case 'chance':
      return chance === null ? '' : chanceWithReason(chance);
    case 'drop':
      return `Health fell ${spellPoints(change28 ?? 0)} in 28 days${score === null ? '' : `, to ${spellScore(score)}`}.`;
    case 'score':
      return score === null ? 'There is no score.' : `Health is ${spellScore(score)} of 100.`;
    case 'renewal':
      return `${renewalReason(account, today)}${beforeSaid(account, cause.before)}`;
    case 'silence':
      return silentReason(account, today);
    case 'cta':
      return account.ctas === null ? '' : ctaSaid(account.ctas, today);
    case 'reply':
      return account.replies === null ? '' : replySaid(account.replies, today);
    default:
      return waitingSaid(account, cause.kind);
  }
}

/** What happened comes first, for whoever reads no further. */
function chanceWithReason(chance: NonNullable<TodayAccount['chance']>): string {
  return chance.reason === null
    ? `${chanceSaid(chance)}; no particular reason: like most accounts of its kind.`
    : `${chance.reason}. ${chanceAgainstBook(chance)}.`;
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
    ? `No activity at all in the ${days} since the account began on ${spellDay(account.createdDay)}.`
    : `No activity for ${days}, since ${spellDay(account.lastActivityDay)}.`;
}

/** @example `“Call them” was due on Nov 20, 9 days ago; 2 more are due.` */
export function ctaSaid({ first, count }: CtasDue, today: number): string {
  const late = today - first.dueDay;
  const what = first.task === null ? `“${first.title}”` : `“${first.task}”, a step of “${first.title}”,`;
  const when =
    late === 0 ? 'is due today' : `was due on ${spellDay(first.dueDay)}, ${counted(late, 'day')} ago`;
  const more = count === 1 ? '' : `; ${counted(count - 1, 'more is', 'more are')} due`;
  return `${what} ${when}${more}.`;
}

/** Letters of what somebody wrote that a sentence has room for. */
const mostQuoted = 120;

/** @example `Ana Lopez wrote back on Nov 20, 3 days ago: “Could we talk?”; 1 more reply waits.` */
export function replySaid({ first, count }: RepliesWaiting, today: number): string {
  const days = today - first.day;
  const when = days <= 0 ? 'today' : `on ${spellDay(first.day)}, ${counted(days, 'day')} ago`;
  const line = (first.words ?? '').replace(/\s+/g, ' ').trim();
  const quoted = line.length > mostQuoted ? `${line.slice(0, mostQuoted).toWellFormed().trimEnd()}…` : line;
  const said = quoted === '' ? '' : `: “${quoted}”`;
  const more = count === 1 ? '' : `; ${counted(count - 1, 'more reply waits', 'more replies wait')}`;
  return `${first.name ?? 'A contact who left'} wrote back ${when}${said}${more}.`;
}

function indicatorText({ indicators }: TodayAccount, id: RiskIndicatorId): string {
  return indicators.find((indicator) => indicator.id === id)?.text ?? '';
}

/** What the advice on a renewal answers first. */
function beforeSaid({ chance }: TodayAccount, before: (Cause & { kind: 'renewal' })['before']): string {
  if (before === null) return '';
  return before === 'chance' ? ` ${chance?.reason ?? ''}.` : ` ${before.text}`;
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

/** The first letter small, but of a name, a figure or an abbreviation. */
function beganSmall(text: string): string {
  return /^[A-Z][a-z]* /.test(text) && !startsWithName(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

/** Sentences of these kinds begin with who said something, or with a feature of the company's. */
function startsWithName(text: string): boolean {
  return /^\S+( \S+)* (was worried|gave it up for lost) on /.test(text) || /^.+: \S+ times per /.test(text);
}
