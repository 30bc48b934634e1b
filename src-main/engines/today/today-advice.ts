import type { TodayItem } from '../../../src-preload/contract/today';
import type { Advice } from '../risk/advice/advice';
import { adviceOnIndicators } from '../risk/advice/advice-on-facts';
import { adviceOnMainReason } from '../risk/advice/advice-on-reasons';
import {
  adviceOnChance,
  adviceOnDrop,
  adviceOnNoStart,
  adviceOnPoorScore,
  adviceOnRenewal,
  adviceOnSilence,
  adviceOnWorry,
} from '../risk/advice/advice-on-the-rest';
import type { OpenFacts, People } from '../risk/advice/open-facts';
import type { Cause } from './cause';
import { renewalWindowDays } from './findings';
import type { CtasDue, RepliesWaiting, TodayAccount } from './today-facts';
import { ctaSaid, replySaid } from './today-words';
import { waitingSaid } from './waiting-words';

/** What a good manager does next about the reason that is shown: one sentence with the person to call, and how it is begun. */
export function adviceOnCause(
  account: TodayAccount,
  cause: Cause,
  people: People,
  today: number,
): Pick<TodayItem, 'suggestion' | 'launch' | 'intervention'> {
  const open = openFactsOf(account, people, today);
  const { title, launch, kind } = adviceOn(account, cause, open);
  return { suggestion: `${title(open)}.${besidesSaid(account, cause, today)}`, launch, intervention: kind };
}

/** What waits and what somebody decided to do is told also where something else presses more. */
function besidesSaid(account: TodayAccount, cause: Cause, today: number): string {
  const { ctas, replies } = account;
  const besides: readonly [Cause['kind'], string, string][] = [
    ['reply', 'To answer', replies === null ? '' : replySaid(replies, today)],
    ['approval', 'To approve', waitingSaid(account, 'approval')],
    ['unsettled', 'To settle', waitingSaid(account, 'unsettled')],
    ['set_back', 'To decide', waitingSaid(account, 'set_back')],
    ['mention', 'To read', waitingSaid(account, 'mention')],
    ['cta', 'To do', ctas === null ? '' : ctaSaid(ctas, today)],
    ['stuck', 'To clear', waitingSaid(account, 'stuck')],
    ['celebration', 'To celebrate', waitingSaid(account, 'celebration')],
  ];
  return besides
    .filter(([kind, , said]) => said !== '' && kind !== cause.kind)
    .map(([, what, said]) => ` ${what} as well: ${said}`)
    .join('');
}

function adviceOn(account: TodayAccount, cause: Cause, open: OpenFacts): Advice {
  switch (cause.kind) {
    case 'fact':
      return adviceOnIndicators[cause.fact.id];
    case 'worry':
      return adviceOnWorry;
    case 'chance':
      return adviceOnMainReason(account.chance?.column ?? '') ?? adviceOnChance;
    case 'drop':
      return adviceOnDrop;
    case 'score':
      return adviceOnPoorScore;
    case 'renewal': {
      const column = cause.before === 'chance' ? (account.chance?.column ?? '') : '';
      return adviceOnRenewal(open, adviceOnMainReason(column));
    }
    case 'cta':
      return adviceOnCta(account.ctas?.first ?? null);
    case 'reply':
      return adviceOnReply(account.replies?.first ?? null);
    case 'approval':
      return adviceOnApproval;
    case 'unsettled':
      return adviceOnUnsettled(account.unsettled?.first.name ?? null);
    case 'stuck':
      return adviceOnStuckPlan;
    case 'celebration':
      return adviceOnCelebration;
    case 'set_back':
      return adviceOnSetBack(account.setBacks?.first.next ?? '');
    case 'mention':
      return adviceOnMention(account.mentions?.first.by ?? null);
    case 'silence':
      return account.lastActivityDay === null ? adviceOnNoStart : adviceOnSilence;
  }
}

/** A step of it may be due, and not the whole. */
function adviceOnCta(first: CtasDue['first'] | null): Advice {
  const step =
    first?.task == null ? 'Do it, then close the CTA with how it ended' : 'Do it and tick it, under CTAs';
  return {
    title: () => (first?.isOwnTask === true ? 'Do it and tick it, under Tasks' : step),
    launch: 'open_ctas',
    kind: null,
  };
}

const adviceOnApproval: Advice = {
  title: () => 'Read it, then approve, change or reject it',
  launch: 'open_messages',
  kind: null,
};
const adviceOnStuckPlan: Advice = {
  title: () => 'Find out what is in the way, and agree on a day',
  launch: 'open_milestones',
  kind: null,
};
const adviceOnCelebration: Advice = {
  title: () => 'Look at it before it goes, and add words of your own',
  launch: 'open_milestones',
  kind: null,
};

function adviceOnUnsettled(name: string | null): Advice {
  const ask = name === null ? 'Find out whether it arrived' : `Ask ${name} whether it arrived`;
  return { title: () => `${ask}, then settle it`, launch: 'open_messages', kind: null };
}

function adviceOnMention(by: string | null): Advice {
  return {
    title: () => `Read what ${by ?? 'a colleague'} wrote, and answer`,
    launch: 'open_notes',
    kind: null,
  };
}

function adviceOnSetBack(next: string): Advice {
  return { title: () => next, launch: 'open_decisions', kind: null };
}

function adviceOnReply(first: RepliesWaiting['first'] | null): Advice {
  const who = first?.name == null ? 'them' : first.isChampion ? `${first.name} (champion)` : first.name;
  return { title: () => `Answer ${who}`, launch: 'open_messages', kind: null };
}

function openFactsOf({ indicators, band, renewsOn }: TodayAccount, people: People, today: number): OpenFacts {
  return {
    indicators: new Set(indicators.map(({ id }) => id)),
    people,
    band,
    renewsIn: renewsOn === null || renewsOn - today > renewalWindowDays ? null : renewsOn - today,
  };
}
