/** How the use of comparable accounts moved in the weeks up to a day, as the company's database keeps it: medians of ratios. */
export interface Movement {
  /** The row's own number at the company: a score names it. */
  readonly id: number;
  readonly endedDay: number;
  /** Null: all accounts. */
  readonly segment: string | null;
  readonly accounts: number;
  /** Seven days against a usual week of the 13 before. */
  readonly week: number;
  /** 28 days against the 28 before. */
  readonly month: number;
  /** A day of the 28 against a day of the 91 that end with them. */
  readonly quarter: number;
  /** Events per person and active day: the 28 days against the 91. */
  readonly depth: number;
  /** Days on which people came: 28 days against the 28 before. */
  readonly peopleDays: number;
}

export interface Movements {
  /** The movement an account is measured against; null where none is known. @param day its last whole day */
  of(segment: string | null, day: number): Movement | null;
}

export const noMovements: Movements = { of: () => null };

/** A movement serves so many days on: of the next day no company may have told yet. */
const servesDays = 6;

/** The latest movement up to a day: of the account's own segment where that had one that day, else of all accounts. */
export function movementsOf(rows: readonly Movement[]): Movements {
  const bySegment = new Map<string | null, Movement[]>();
  // What was made anew of the same weeks has the larger number.
  for (const row of rows.toSorted((left, right) => left.endedDay - right.endedDay || left.id - right.id)) {
    const own = bySegment.get(row.segment);
    if (own === undefined) bySegment.set(row.segment, [row]);
    else own.push(row);
  }
  const latest = (segment: string | null, day: number) => {
    const found = bySegment.get(segment)?.findLast(({ endedDay }) => endedDay <= day);
    return found === undefined || found.endedDay < day - servesDays ? null : found;
  };
  return {
    of(segment, day) {
      const all = latest(null, day);
      const own = segment === null ? null : latest(segment, day);
      return own === null || (all !== null && all.endedDay > own.endedDay) ? all : own;
    },
  };
}
