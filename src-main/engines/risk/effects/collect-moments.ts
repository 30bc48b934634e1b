import type { InterventionKind } from '../../../../src-preload/contract/domain';
import type { Intervention } from '../features/intervention-features';
import type { AccountCourse } from './account-course';
import { type Moment, momentOf, outcomeDays } from './moments';
import { monthsOfLife } from './months-of-life';

/** What one kind of intervention is measured by. */
export interface KindMoments {
  readonly kind: InterventionKind;
  /** It was begun, and had not been for 90 days. */
  readonly begun: Moment[];
  /** Planned by a rule: done, and deliberately not done; the first time for each account. */
  readonly automatic: Moment[];
  readonly heldOut: Moment[];
}

export interface CollectedMoments {
  readonly kinds: readonly KindMoments[];
  /** The same day of every month of every account, with what had been begun in the 90 days up to it. */
  readonly months: readonly { readonly moment: Moment; readonly begun: ReadonlySet<InterventionKind> }[];
}

export interface MomentCollector {
  add(course: AccountCourse): void;
  /** How many months there are so far. */
  months(): number;
  collected(): CollectedMoments;
}

/**
 * Collects moments account by account. Months of accounts that are helped later count as long as they are not: to leave
 * them out would look into the future, and whoever left soon could not be helped any more.
 * @param through the last day of which it is known who left
 */
export function collectMoments(through: number): MomentCollector {
  const kinds = new Map<InterventionKind, KindMoments>();
  const months: CollectedMoments['months'][number][] = [];

  function momentsOf(kind: InterventionKind): KindMoments {
    const known = kinds.get(kind);
    if (known !== undefined) return known;
    const fresh: KindMoments = { kind, begun: [], automatic: [], heldOut: [] };
    kinds.set(kind, fresh);
    return fresh;
  }

  function addBegun(course: AccountCourse, interventions: readonly Intervention[], into: KindMoments): void {
    let last = Number.NEGATIVE_INFINITY;
    for (const { startedDay, isHeldOut } of interventions) {
      if (isHeldOut) continue;
      if (startedDay - last >= outcomeDays) push(into.begun, momentOf(course, startedDay, through));
      last = startedDay;
    }
  }

  function addPlanned(
    course: AccountCourse,
    interventions: readonly Intervention[],
    into: KindMoments,
  ): void {
    const first = interventions.find(({ isAutomatic, isHeldOut }) => isAutomatic || isHeldOut);
    if (first === undefined) return;
    push(first.isHeldOut ? into.heldOut : into.automatic, momentOf(course, first.startedDay, through));
  }

  return {
    add(course) {
      for (const kind of new Set(course.interventions.map((each) => each.kind))) {
        const own = course.interventions.filter((each) => each.kind === kind);
        addBegun(course, own, momentsOf(kind));
        addPlanned(course, own, momentsOf(kind));
      }
      for (const moment of monthsOfLife(course, through))
        months.push({ moment, begun: begunBefore(course.interventions, moment.day) });
    },
    months: () => months.length,
    collected: () => ({ kinds: [...kinds.values()], months }),
  };
}

const nothing: ReadonlySet<InterventionKind> = new Set();

function begunBefore(interventions: readonly Intervention[], day: number): ReadonlySet<InterventionKind> {
  const recent = interventions.filter(
    ({ startedDay, isHeldOut }) => !isHeldOut && startedDay <= day && startedDay > day - outcomeDays,
  );
  return recent.length === 0 ? nothing : new Set(recent.map(({ kind }) => kind));
}

function push(moments: Moment[], moment: Moment | null): void {
  if (moment !== null) moments.push(moment);
}
