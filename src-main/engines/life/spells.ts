import type { Term } from './term';

/** Paid terms that follow each other within so many days are one spell. */
export const spellGapDays = 30;

/** What the company says of an account's life. Days since 1970; 0 where it says nothing. */
export interface CustomerLife {
  readonly createdDay: number;
  /** The company's word: the last day as a customer. Ahead of the day looked at, it is notice given. */
  readonly churnedDay: number;
  /** The day on which notice was given. */
  readonly noticeDay: number;
  /** Whether the lifecycle stage says that the account has left. */
  readonly isMarkedChurned: boolean;
  readonly terms: readonly Term[];
}

/** A stretch of an account's life as a customer. */
export interface Spell {
  readonly from: number;
  /** The last day; 0 while it goes on. */
  readonly to: number;
  /** What ended it: the company's word (`churned_at`), or its subscriptions alone; null while it goes on. */
  readonly endedBy: 'word' | 'terms' | null;
}

interface Told extends Pick<CustomerLife, 'createdDay' | 'churnedDay'> {
  readonly terms: readonly Pick<Term, 'startedDay' | 'endedDay' | 'isTrial'>[];
}

interface Period {
  readonly from: number;
  /** Infinite while it goes on. */
  readonly to: number;
}

/**
 * The spells of an account that began by a day, the earliest first: the union of the periods in which a paid
 * subscription was in force, gaps of up to `gapDays` days closed, also by a subscription that is known to begin after
 * the day. Ends that lie after the day have not come yet.
 *
 * The first spell reaches back to the day the account began, because companies rarely export every subscription there
 * ever was; not so where a trial came first. Without any subscription the company's word alone ends the one spell.
 *
 * `churned_at` ends whatever began on or before it, even a subscription that goes on: a row left open is no word, and a
 * departure is one. What began later is a return, however soon.
 */
export function spellsOf(told: Told, asOf: number, gapDays = spellGapDays): Spell[] {
  const word = wordBy(told.churnedDay, asOf);
  const spells: Spell[] = [];
  let current: Period | null = null;
  const close = () => {
    if (current !== null && current.from <= asOf) spells.push(spellOf(current, word, gapDays));
  };
  for (const period of cutAt(word, periodsOf(told, word, asOf, gapDays))) {
    const isCut: boolean = current !== null && word !== null && current.from <= word && period.from > word;
    if (current !== null && !isCut && period.from - current.to - 1 <= gapDays) {
      current = { from: current.from, to: Math.max(current.to, period.to) };
    } else {
      close();
      current = period;
    }
  }
  close();
  return spells;
}

/** The day of the company's word, where it has come by a day. */
export function wordBy(churnedDay: number, asOf: number): number | null {
  return churnedDay !== 0 && churnedDay <= asOf ? churnedDay : null;
}

/** Periods in force by their first day. An end that has not come by `asOf` is none yet. */
function periodsOf(
  { createdDay, terms }: Told,
  word: number | null,
  asOf: number,
  gapDays: number,
): Period[] {
  const periods: Period[] = [];
  let firstTrial = Number.POSITIVE_INFINITY;
  for (const { startedDay, endedDay, isTrial } of terms) {
    if (isTrial) firstTrial = Math.min(firstTrial, startedDay);
    else if (startedDay <= asOf + gapDays && (endedDay === 0 || endedDay > startedDay)) {
      periods.push({
        from: startedDay,
        to: endedDay === 0 || endedDay > asOf ? Number.POSITIVE_INFINITY : endedDay - 1,
      });
    }
  }
  periods.sort((left, right) => left.from - right.from);
  const [first] = periods;
  if (first === undefined) {
    if (firstTrial < Number.POSITIVE_INFINITY) return [];
    return [{ from: Math.min(createdDay, word ?? createdDay), to: Number.POSITIVE_INFINITY }];
  }
  if (createdDay < first.from && firstTrial >= first.from) {
    periods.unshift({ from: createdDay, to: first.from - 1 });
  }
  return periods;
}

/** What began by the day of the word ended with it. */
function cutAt(word: number | null, periods: readonly Period[]): readonly Period[] {
  if (word === null) return periods;
  return periods.map(({ from, to }) => (from <= word ? { from, to: Math.min(to, word) } : { from, to }));
}

/** A word that comes some days after the last subscription ended is of the same end. */
function spellOf({ from, to }: Period, word: number | null, gapDays: number): Spell {
  if (to === Number.POSITIVE_INFINITY) return { from, to: 0, endedBy: null };
  if (word === null || word < to || word - to > gapDays) return { from, to, endedBy: 'terms' };
  return { from, to: word, endedBy: 'word' };
}

/** @param spells of which none begins after the day, but for those that don't matter to it */
export function isWithin(spells: readonly Spell[], day: number): boolean {
  return spellOn(spells, day) !== null;
}

/** The spell that a day lies in; null while the account is no customer. */
export function spellOn(spells: readonly Spell[], day: number): Spell | null {
  return spells.find(({ from, to }) => from <= day && (to === 0 || day <= to)) ?? null;
}
