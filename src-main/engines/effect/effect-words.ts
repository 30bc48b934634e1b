import type {
  Effect,
  HeldOut,
  MeansKind,
  MeasuredMeans,
} from '../../../src-preload/contract/effect/measured-means';
import {
  counted,
  decimals,
  plural,
  shownShare,
  spellChance,
  spellDifference,
  wholeNumber,
} from '../../../src-preload/contract/words';
import { outcomeDays } from '../risk/effects/moments';

type Told = Pick<MeasuredMeans, 'kind' | 'effect' | 'heldOut'>;

/** What can be told of an effect, and the figures that it stands on. */
export function effectText(told: Told): string {
  const body = effectBody(told);
  return `${starts[told.effect.verdict]}: ${body.charAt(0).toLowerCase()}${body.slice(1)}`;
}

/** The figures alone, where what can be told stands beside them. */
export function effectBody({ kind, effect, heldOut }: Told): string {
  const { verdict, basis, moreWeeks } = effect;
  if (verdict === 'not_trusted' && heldOut !== null) return ratioText(heldOut);
  if (effect.left === null) return nothingText(effect);
  const isOfHealth = verdict === 'healthier' || verdict === 'less_healthy';
  const shares = sharesText(kind, effect);
  const sentences = isOfHealth
    ? [healthText(effect), `Departures are too few to tell: ${shares}`]
    : [`${shares.charAt(0).toUpperCase()}${shares.slice(1)}`];
  if (verdict === 'too_small') sentences.push(weeksText(moreWeeks));
  if (basis === 'observed') sentences.push('Observed, not an experiment: other causes are possible');
  return `${sentences.join('. ')}.`;
}

const starts: Readonly<Record<Effect['verdict'], string>> = {
  not_trusted: 'Not to be trusted',
  fewer_left: 'Fewer left',
  more_left: 'More left',
  healthier: 'Health rose',
  less_healthy: 'Health fell',
  too_small: 'Too small to tell',
  nothing_yet: 'Nothing to compare yet',
};

/** Whom it is about, in the words of each kind. */
const theMessages: Readonly<Record<MeansKind, string>> = {
  rule: 'its messages',
  sequence: 'its messages',
  template: 'it',
  channel: 'its messages',
};

/** `12.5% of 8 accounts that were to get it left within 90 days, 25.0% of 4 held out (difference −12.5 points, 95%: −60.1 to +40.2)` */
function sharesText(kind: MeansKind, effect: Effect): string {
  const { basis, accounts, moments, left } = effect;
  if (left === null) return '';
  const points = (share: number) => spellDifference(shownShare(share));
  const [own, others] = [spellChance(left.with), spellChance(left.without)];
  const interval = `(difference ${points(left.difference)} points, 95%: ${points(left.low)} to ${points(left.high)})`;
  if (basis === 'observed')
    return `after ${own} of ${counted(moments.with, 'turn')} (${counted(accounts.with, 'account')}) the account left within ${outcomeDays} days, after ${others} of ${counted(moments.without, 'comparable month')} without it (${counted(accounts.without, 'account')}) ${interval}`;
  const among = (arm: 'with' | 'without') =>
    moments[arm] === accounts[arm] ? '' : `draws of ${wholeNumber(accounts[arm])} `;
  return `${own} of ${wholeNumber(moments.with)} ${among('with')}${plural(accounts.with, 'account')} that ${plural(accounts.with, 'was', 'were')} to get ${theMessages[kind]} left within ${outcomeDays} days, ${others} of ${wholeNumber(moments.without)} ${among('without')}held out ${interval}`;
}

type OfHealth = Pick<Effect, 'basis' | 'health' | 'healthAccounts'>;

function healthText({ basis, health, healthAccounts }: OfHealth): string {
  if (health === null) return '';
  const others = basis === 'held_out' ? 'held out' : 'comparable';
  const interval = `difference ${spellDifference(health.difference)}, 95%: ${spellDifference(health.low)} to ${spellDifference(health.high)}`;
  return `${spellDifference(health.with)} points within ${outcomeDays} days for ${counted(healthAccounts.with, 'account')} that stayed, ${spellDifference(health.without)} for ${healthAccounts.without} ${others} (${interval})`;
}

function nothingText({ pending, basis }: Effect): string {
  const waiting = pending.with + pending.without;
  if (waiting === 0) return 'It was for no account that can be compared.';
  const held = basis === 'held_out' ? ` (${pending.without} of them held out)` : '';
  return `The ${outcomeDays} days of ${counted(waiting, 'account')}${held} are not over.`;
}

function ratioText({ drawn, accounts, expected }: HeldOut): string {
  return `${spellChance(accounts / drawn)} of ${counted(drawn, 'account')} are held out instead of ${spellChance(expected / drawn)}. By accident that happens less than once in a thousand times, so something else decides who is held out.`;
}

const longestWeeks = 104;

function weeksText(weeks: number | null): string {
  if (weeks === null) return 'No further accounts come, so no more will be known';
  if (weeks === 0) return 'Half as many departures would most likely show by now';
  if (weeks > longestWeeks) return 'It takes more than two years until half as many departures would show';
  return `About ${counted(weeks, 'more week')} until half as many departures would show`;
}

/** How health moved, whatever is told of departures. */
export function healthSentence(effect: OfHealth): string {
  const { with: own, without } = effect.healthAccounts;
  return effect.health === null
    ? `Health: too few with a score before and after ${outcomeDays} days (${own} against ${without}).`
    : `Health: ${healthText(effect)}.`;
}

/** How many are held out beside how many were to be. */
export function ratioSentence({ drawn, accounts, expected, ratioChance }: HeldOut): string {
  const share = `${spellChance(accounts / drawn)} of ${counted(drawn, 'account')} are held out, ${spellChance(expected / drawn)} were to be`;
  if (ratioChance === null) return `${share}.`;
  const chance = ratioChance < 0.001 ? 'less than 0.1%' : `${decimals(100 * ratioChance, 1)}%`;
  return `${share} (chance of that or more by accident: ${chance}).`;
}
