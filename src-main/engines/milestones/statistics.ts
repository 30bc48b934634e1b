import { kaplanMeier, survivalInterval, timeToSurvival } from '../risk/survival/kaplan-meier';
import { logRankTest } from '../risk/survival/log-rank';

/** One account's way with one milestone, in days since its start. */
export interface Way {
  /** When it was completed; null: not yet. */
  readonly completedAfter: number | null;
  /** How long it was watched: to today, or to the day on which it left. */
  readonly watchedFor: number;
}

export interface CompletionStatistics {
  readonly started: number;
  readonly completed: number;
  /** Days until half of them are complete, those counted that aren't yet (Kaplan-Meier), with a 95 % interval. Null: not reached. */
  readonly medianDays: number | null;
  readonly medianFrom: number | null;
  readonly medianTo: number | null;
}

export function completionStatistics(ways: readonly Way[]): CompletionStatistics {
  const completed = ways.filter(({ completedAfter }) => completedAfter !== null).length;
  const none = { started: ways.length, completed, medianDays: null, medianFrom: null, medianTo: null };
  if (ways.length === 0) return none;
  const curve = kaplanMeier({
    time: Float64Array.from(ways, ({ completedAfter, watchedFor }) => completedAfter ?? watchedFor),
    event: Float64Array.from(ways, ({ completedAfter }) => (completedAfter === null ? 0 : 1)),
  });
  // The interval of the median: where the interval of the curve crosses one half (Brookmeyer & Crowley, 1982).
  const firstWhere = (side: 0 | 1) => {
    const at = curve.time.findIndex((_time, entry) => survivalInterval(curve, entry)[side] <= 0.5);
    return at < 0 ? null : (curve.time[at] ?? null);
  };
  return {
    ...none,
    medianDays: timeToSurvival(curve, 0.5) ?? null,
    medianFrom: firstWhere(0),
    medianTo: firstWhere(1),
  };
}

/** One account's stay, by whether it completed something early. */
export interface Stay {
  readonly early: boolean;
  /** Days watched after the early time, to its leaving or to today. */
  readonly days: number;
  readonly left: boolean;
}

export interface EarlyAndStaying {
  readonly early: { readonly accounts: number; readonly left: number; readonly expected: number };
  readonly others: { readonly accounts: number; readonly left: number; readonly expected: number };
  /** Chance of a difference at least this large by accident; null where there is too little to tell. */
  readonly pValue: number | null;
}

/** So many departures at least, and accounts on each side. */
const fewestLeft = 10;
const fewestAccounts = 10;

/**
 * Whether early completion goes along with staying: the log-rank test. Accounts are watched from the end of the early time on, and
 * only those that were customers then, so that nobody is early by having stayed.
 */
export function earlyAndStaying(stays: readonly Stay[]): EarlyAndStaying {
  const side = (early: boolean) => {
    const own = stays.filter((stay) => stay.early === early);
    return { accounts: own.length, left: own.filter(({ left }) => left).length, expected: 0 };
  };
  const [early, others] = [side(true), side(false)];
  if (early.left + others.left < fewestLeft || Math.min(early.accounts, others.accounts) < fewestAccounts)
    return { early, others, pValue: null };
  const test = logRankTest(
    {
      time: Float64Array.from(stays, ({ days }) => days),
      event: Float64Array.from(stays, ({ left }) => (left ? 1 : 0)),
    },
    Int32Array.from(stays, (stay) => (stay.early ? 0 : 1)),
  );
  return {
    early: { ...early, expected: test.expected[0] ?? 0 },
    others: { ...others, expected: test.expected[1] ?? 0 },
    pValue: test.pValue,
  };
}

/** How many of those that completed one milestone completed the next that needs it. */
export interface DropOff {
  readonly from: string;
  readonly to: string;
  readonly reached: number;
  readonly wentOn: number;
}

/**
 * How many of those that completed one went on to what needs it. Whom nobody asks for that yet, for their plan ends before it, didn't stop.
 * @param completed by milestone, which subjects completed it
 * @param asked by milestone, of which subjects a plan asks it
 */
export function dropOffs(
  milestones: readonly { readonly id: string; readonly prerequisites: readonly string[] }[],
  completed: ReadonlyMap<string, ReadonlySet<number>>,
  asked: ReadonlyMap<string, ReadonlySet<number>>,
): DropOff[] {
  const none: ReadonlySet<number> = new Set();
  return milestones.flatMap(({ id, prerequisites }) =>
    prerequisites.map((needed) => {
      const [after, wanted] = [completed.get(id) ?? none, asked.get(id) ?? none];
      const before = [...(completed.get(needed) ?? none)].filter((one) => wanted.has(one));
      return {
        from: needed,
        to: id,
        reached: before.length,
        wentOn: before.filter((one) => after.has(one)).length,
      };
    }),
  );
}
