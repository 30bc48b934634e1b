import type { RiskLevel } from '../../../../src-preload/contract/domain';
import {
  shownChance,
  spellChance,
  spellDay,
  upToTenth,
  wholeNumber,
} from '../../../../src-preload/contract/words';
import { type LevelFacts, levelParts } from '../advice/level-reason';
import { type Chance, chanceLift, headlineOf, isDear, levelByModel, worryOf } from './headline';

export interface PulseSaid {
  readonly points: number;
  readonly day: number;
  readonly author: string;
  readonly reason: string;
}

export interface HeadlineFacts extends LevelFacts {
  /** The level by rules, of a score set by hand where one holds. */
  readonly rules: RiskLevel | null;
  readonly level: RiskLevel | null;
  readonly chance: Chance | null;
  /** Why the chance is higher than that of comparable accounts. */
  readonly chanceReason: string | null;
  readonly pulse: PulseSaid | null;
  /** Who set the score by hand. */
  readonly scoreBy: string | null;
}

/** Which of rules, model and manager made the level what it is, with their figures; null where there is none. */
export function headlineSaid(facts: HeadlineFacts): string | null {
  const { rules, level } = facts;
  if (level === null) return null;
  const byRules = levelParts(facts).join(', ');
  const lifts = liftsSaid(facts);
  // By rules alone it stands there already: whoever says the same lifts nothing.
  if (rules === level) return [`${byRules}: the risk is ${level}.`, ...lifts].join(' ');
  const before = rules === null ? `${byRules}.` : `${byRules}: by rules the risk is ${rules}.`;
  return [before, ...lifts, `So the risk is ${level}.`].join(' ');
}

function liftsSaid({ rules, chance, pulse }: HeadlineFacts): string[] {
  const without = { rules, chance, pulse: pulse?.points ?? null };
  const isRaised = headlineOf(without) !== headlineOf({ ...without, chance: null });
  const isDearAlone = chance !== null && chanceLift(chance) === 0 && isDear(chance) && isRaised;
  return [
    ...(chance !== null && chanceLift(chance) > 0
      ? [`The churn model ${isRaised ? 'lifts it' : 'says the same'}: ${chanceSaid(chance)}.`]
      : []),
    ...(isDearAlone
      ? [
          `The churn model gives a chance of ${spellChance(chance.p90)} to leave within 90 days; what leaving may cost, chance times ARR, is among the most of the book.`,
        ]
      : []),
    ...(pulse !== null && worryOf(pulse.points) !== null ? [worrySaid(pulse)] : []),
  ];
}

/** `14.5% chance to leave within 90 days, 5.2 times the 2.8% of the average account, in the highest tenth of the book` */
export function chanceSaid(chance: Chance): string {
  const { p90, book } = chance;
  const isTop = p90 >= book.topChance && p90 > book.mean90;
  return `${chanceAgainstBook(chance)}${isTop ? ', in the highest tenth of the book' : ''}`;
}

/** `14.5% chance to leave within 90 days, 5.2 times the 2.8% of the average account` */
export function chanceAgainstBook({ p90, book }: Chance): string {
  // Of the figures as they are told, so that whoever divides them finds it.
  const [own, average] = [shownChance(p90), shownChance(book.mean90)];
  const times = average > 0 ? own / average : book.mean90 > 0 ? p90 / book.mean90 : 1;
  const said = times >= 10 ? wholeNumber(times) : upToTenth(times);
  return `${spellChance(p90)} chance to leave within 90 days, ${said} times the ${spellChance(book.mean90)} of the average account`;
}

/** `Ann held it for lost on Nov 3, 2026: “…”.` */
export function worrySaid({ points, author, day, reason }: PulseSaid): string {
  const how = worryOf(points) === 'lost' ? 'gave it up for lost' : 'was worried';
  return `${author} ${how} on ${spellDay(day)}: \u201C${reason}\u201D.`;
}

export interface Disagreement {
  readonly rules: { readonly level: RiskLevel; readonly text: string };
  readonly model: { readonly level: RiskLevel; readonly text: string };
}

/** What rules and model say, each with its reasons. @param rules and `chance` as they disagree */
export function disagreementSaid(facts: HeadlineFacts, rules: RiskLevel, chance: Chance): Disagreement {
  const reason = facts.chanceReason ?? 'no particular reason: like most accounts of its kind';
  return {
    rules: { level: rules, text: `${levelParts(facts).join(', ')}.` },
    model: { level: levelByModel(chance), text: `${chanceSaid(chance)}. Main reason: ${reason}.` },
  };
}
