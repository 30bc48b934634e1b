import type { InterventionKind } from '../../../../src-preload/contract/domain';
import type { MeasuredEffect } from '../../../../src-preload/contract/risk/effects';
import { counted, percentOf, percentPoints } from '../../../../src-preload/contract/words';
import { outcomeDays } from './moments';

const nouns: Record<InterventionKind, string> = {
  check_in: 'a check-in',
  business_review: 'a business review',
  training: 'a training',
  onboarding_help: 'onboarding help',
  executive_call: 'an executive call',
  renewal_talk: 'a renewal talk',
  success_plan: 'a success plan',
  offer: 'an offer',
  campaign: 'a campaign',
  other: 'another intervention',
};

const sources: Record<MeasuredEffect['basis'], string> = {
  experiment: 'an experiment, against accounts held out at random',
  observed: 'observed, not an experiment',
};

/** An effect on departures in one sentence, with its figures and where they come from. */
export function effectText(effect: Omit<MeasuredEffect, 'text'>): string {
  const { kind, basis, verdict, accounts, left } = effect;
  const had = nouns[kind];
  if (left === null) {
    return `Too small to tell: nothing comparable to accounts that had ${had} is ${outcomeDays} days old yet`;
  }
  const shares = `${percentOf(left.with)} against ${percentOf(left.without)}`;
  const counts = `${counted(accounts, 'account')}, 95%: ${percentPoints(left.low)} to ${percentPoints(left.high)} points`;
  if (verdict === 'too_small') {
    return `Too small to tell: after ${had}, ${shares} of comparable accounts left within ${outcomeDays} days (${counts}); ${sources[basis]}`;
  }
  const often = verdict === 'fewer_left' ? 'less often' : 'more often';
  return `Comparable accounts that had ${had} left ${often} within ${outcomeDays} days: ${shares} (${counts}); ${sources[basis]}`;
}
