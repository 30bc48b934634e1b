import type {
  Contamination,
  Effect,
  HeldOut,
  MeasuredMeans,
  Noise,
  WeeklyLook,
} from '../../../src-preload/contract/effect/measured-means';
import { counted, plural, spellDay, wholeNumber } from '../../../src-preload/contract/words';
import { outcomeDays } from '../risk/effects/moments';
import { healthSentence, ratioSentence } from './effect-words';

/** What was compared with what, how many, and what is to be kept in mind about it; a sentence each. */
export function detailTexts(measured: MeasuredMeans): string[] {
  const { effect, heldOut, together, changedOn, since, kind } = measured;
  return [
    ...(effect.left === null ? [] : [comparedText(effect), healthSentence(effect)]),
    ...(effect.basis === 'held_out' && heldOut !== null
      ? [ratioSentence(heldOut), ...contaminationTexts(heldOut)]
      : []),
    ...pendingTexts(effect),
    ...(kind === 'rule' && effect.basis === 'held_out'
      ? ['Those held out get its calls to action and notices, too: what is told is of its messages.']
      : []),
    ...(together
      ? ['Rules that use it send something else, too: what is told is of all of that together.']
      : []),
    ...(changedOn !== null && changedOn > since
      ? [`It asks or does something else since ${spellDay(changedOn)}: what came before counts, too.`]
      : []),
    ...(effect.left === null
      ? []
      : [
          `Intervals hold at whatever moment one looks, for ${counted(effect.looks, 'difference')} told of together.`,
        ]),
  ];
}

function comparedText({ basis, accounts, leftAccounts, moments }: Effect): string {
  const [own, others] =
    basis === 'held_out'
      ? [
          `${counted(accounts.with, 'account')} as they were drawn`,
          `${wholeNumber(accounts.without)} held out at random`,
        ]
      : [
          `${counted(moments.with, 'turn')} for ${counted(accounts.with, 'account')}`,
          `${counted(moments.without, 'month')} of ${counted(accounts.without, 'account')} with a like score, quarter, term and age`,
        ];
  return `Compared: ${own} (${wholeNumber(leftAccounts.with)} left) against ${others} (${wholeNumber(leftAccounts.without)} left).`;
}

const reachedBy: Readonly<Record<Contamination, string>> = {
  launch: 'by a message by hand',
  another_rule: 'by a message of another rule',
  critical: 'by its own at critical risk',
  share: 'by its own since its share was lowered',
};

const ways = Object.keys(reachedBy) as Contamination[];

function contaminationTexts({ contaminated }: HeldOut): string[] {
  const parts = ways.filter((one) => contaminated[one] > 0);
  const reached = parts.reduce((sum, one) => sum + contaminated[one], 0);
  if (reached === 0) return [];
  const how = parts.map((one) => `${contaminated[one]} ${reachedBy[one]}`).join(', ');
  return [
    `${counted(reached, 'account')} held out ${plural(reached, 'was', 'were')} reached all the same: ${how}. ${plural(reached, 'It counts', 'They count')} as held out, which makes a difference look smaller than it is.`,
  ];
}

function pendingTexts({ basis, pending }: Effect): string[] {
  if (pending.with + pending.without === 0) return [];
  const held = basis === 'held_out' ? ` and ${pending.without} held out` : '';
  return [
    `Not counted yet: ${counted(pending.with, 'account')}${held}, whose ${outcomeDays} days are not over.`,
  ];
}

/** That a rule makes noise, and why; null: it doesn't. */
export function noiseText({ judged, noise }: WeeklyLook): string | null {
  if (noise.length === 0) return null;
  const reasons: Readonly<Record<Noise, string>> = {
    untouched: `${judged.untouched} of ${counted(judged.closed, 'call')} to action that ${plural(judged.closed, 'was', 'were')} closed ${plural(judged.untouched, 'was', 'were')} untouched`,
    snoozed: `${judged.snoozed} of ${counted(judged.open, 'call')} to action ${plural(judged.snoozed, 'was', 'were')} put to rest`,
    overlapping: `${judged.overlapping} of ${counted(judged.firings, 'firing')} came within 7 days of another rule’s for the same account`,
  };
  return `This rule makes noise. ${spellDay(judged.from)} to ${spellDay(judged.to)}: ${noise.map((one) => reasons[one]).join('; ')}.`;
}
