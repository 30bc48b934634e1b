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
import type { TodayAccount } from './today-facts';

/** What a good manager does next about the reason that is shown, in one sentence with the person to call. */
export function adviceOnCause(account: TodayAccount, cause: Cause, people: People, today: number): string {
  return `${titleOf(account, cause, openFactsOf(account, people, today))}.`;
}

function titleOf(account: TodayAccount, cause: Cause, open: OpenFacts): string {
  switch (cause.kind) {
    case 'fact':
      return adviceOnIndicators[cause.fact.id].title(open);
    case 'worry':
      return adviceOnWorry(open);
    case 'chance':
      return (adviceOnMainReason(account.chance?.column ?? '')?.title ?? adviceOnChance)(open);
    case 'drop':
      return adviceOnDrop(open);
    case 'score':
      return adviceOnPoorScore(open);
    case 'renewal': {
      const column = cause.before === 'chance' ? (account.chance?.column ?? '') : '';
      return adviceOnRenewal(open, adviceOnMainReason(column));
    }
    case 'silence':
      return account.lastActivityDay === null ? adviceOnNoStart(open) : adviceOnSilence(open);
  }
}

function openFactsOf({ indicators, band, renewsOn }: TodayAccount, people: People, today: number): OpenFacts {
  return {
    indicators: new Set(indicators.map(({ id }) => id)),
    people,
    band,
    renewsIn: renewsOn === null || renewsOn - today > renewalWindowDays ? null : renewsOn - today,
  };
}
