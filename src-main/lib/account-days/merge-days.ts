import { mondayOf } from '../day';
import { type DayFact, dayFacts, placeCount } from './day-facts';
import {
  bitOf,
  type DaysPage,
  daysOf,
  dropRaws,
  factOn,
  holdsDay,
  pageDays,
  placeOfName,
  setFact,
} from './days-page';

/** What says how a score was made: of a day that has one it stays as it is. */
const ofTheScore: readonly DayFact[] = [
  'score',
  'band',
  'confidence',
  'configVersion',
  'profile',
  'movement',
];
const dimensions: readonly DayFact[] = ['engagement', 'adoption', 'satisfaction', 'retention', 'value'];
const others = (Object.keys(dayFacts) as DayFact[]).filter(
  (fact) => !ofTheScore.includes(fact) && !dimensions.includes(fact),
);

/**
 * Adds the days of another page of the same month: those that weren't held, and to days of an earlier Steward, which have a
 * score alone, what is known beside it. Scores that were made stay.
 */
export function addDays(into: DaysPage, from: DaysPage): void {
  for (const day of daysOf(from)) {
    if (!holdsDay(into, day)) copyDay(into, from, day);
    else if (Number.isNaN(factOn(into, day, 'madeLater'))) completeDay(into, from, day);
  }
}

function copyDay(into: DaysPage, from: DaysPage, day: number): void {
  const at = day - from.firstDay;
  for (let place = 0; place < placeCount; place++) {
    if (from.used[place] === 0) continue;
    into.columns[place * pageDays + at] = from.columns[place * pageDays + at] as number;
    into.used[place] = 1;
  }
  into.days |= bitOf(into, day);
  into.explained |= from.explained & bitOf(from, day);
  const name = nameOn(from, day);
  if (name !== undefined) setFact(into, day, 'profile', placeOfName(into, name));
}

function completeDay(into: DaysPage, from: DaysPage, day: number): void {
  // By other rules its dimensions would be those of another score.
  const bySameRules =
    factOn(into, day, 'configVersion') === factOn(from, day, 'configVersion') &&
    nameOn(into, day) === nameOn(from, day);
  for (const fact of bySameRules ? [...others, ...dimensions] : others) {
    if (Number.isNaN(factOn(into, day, fact))) setFact(into, day, fact, factOn(from, day, fact));
  }
}

function nameOn(page: DaysPage, day: number): string | undefined {
  return page.names[factOn(page, day, 'profile')];
}

/** Of the days before one, raw values are kept of the first in each week of the month. @returns how many days lost theirs */
export function thinRaws(page: DaysPage, before: number): number {
  let dropped = 0;
  let week = Number.NaN;
  for (const day of daysOf({ days: page.explained, firstDay: page.firstDay })) {
    if (day >= before) break;
    if (mondayOf(day) === week) {
      dropRaws(page, day);
      dropped += 1;
    } else week = mondayOf(day);
  }
  return dropped;
}
