import { inOrder } from '../../engines/milestones/needs';
import { type Judged, paceOf, paceOfPlan, progressOfPlan } from '../../engines/milestones/pace';
import {
  type Milestone,
  type Plan,
  readMilestones,
  readPlans,
} from '../../store/milestones/read-definitions';
import {
  type AccountOfPlan,
  countCompletedContacts,
  countFollowed,
  readAccountsOfPlans,
} from '../../store/milestones/read-people';
import {
  type Assignment,
  type ProgressRow,
  readAssignments,
  readProgress,
  subjectKey,
} from '../../store/milestones/read-progress';
import { readStages } from '../../store/milestones/what-counting-needs';
import type { ReadDb } from '../../store/types';
import { workingDaysOf } from '../ctas/working-days';

/** A milestone of an account's plan; days are whole days since 1970. */
export interface StandingMilestone extends Judged {
  readonly milestone: Milestone;
  /** Of a contacts' milestone, the share of the contacts that completed it. */
  readonly progress: number;
  readonly dueOn: number | null;
  readonly waitsFor: readonly string[];
  /** Null where nothing is known yet, and of contacts' milestones. */
  readonly row: ProgressRow | null;
  /** Contacts that completed it, of how many; null: it is the account's. */
  readonly contacts: { readonly done: number; readonly of: number } | null;
}

export interface PlanStanding extends Judged {
  readonly assignment: Assignment;
  readonly plan: Plan;
  readonly account: AccountOfPlan;
  readonly progress: number;
  readonly done: number;
  readonly milestones: readonly StandingMilestone[];
  /** What to do next; null: nothing is left, or all of it waits. */
  readonly next: StandingMilestone | null;
}

/**
 * How the plans of customers stand on a day: the figures of every screen.
 * @param among these accounts; null: all
 */
export function planStandings(
  db: ReadDb,
  today: number,
  among: readonly number[] | null = null,
): PlanStanding[] {
  const assignments = readAssignments(db, among);
  if (assignments.length === 0) return [];
  const plans = new Map(readPlans(db).map((plan) => [plan.id, plan]));
  const milestones = new Map(readMilestones(db).map((milestone) => [milestone.id, milestone]));
  const ordered = new Map(
    [...plans.values()].map(({ id, definition }) => [id, inOrder(definition.milestones, milestones)]),
  );
  const customers = new Set(readStages(db, today).map(({ organizationId }) => organizationId));
  const accounts = readAccountsOfPlans(db);
  const look = lookerAt(db, today, among);
  return assignments.flatMap((assignment) => {
    const plan = plans.get(assignment.planId);
    const account = accounts.get(assignment.organizationId);
    if (plan === undefined || account === undefined || !customers.has(account.organizationId)) return [];
    return [
      standingOf(assignment, plan, account, (ordered.get(plan.id) ?? []).map(look(assignment, account))),
    ];
  });
}

function standingOf(
  assignment: Assignment,
  plan: Plan,
  account: AccountOfPlan,
  milestones: readonly StandingMilestone[],
): PlanStanding {
  const pace = paceOfPlan(milestones.map((standing) => standing.pace));
  const slow = milestones.filter((standing) => standing.pace === pace && pace !== 'done');
  const next = milestones
    .filter(({ progress, waitsFor }) => progress < 100 && waitsFor.length === 0)
    .toSorted((one, other) => (one.dueOn ?? Infinity) - (other.dueOn ?? Infinity))[0];
  return {
    ...{ assignment, plan, account, milestones, pace, next: next ?? null },
    progress: progressOfPlan(
      milestones.map(({ progress, milestone }) => ({ progress, weight: milestone.definition.weight })),
    ),
    done: milestones.filter(({ progress }) => progress === 100).length,
    reasons: slow.flatMap(({ milestone, reasons }) =>
      reasons.map((reason) => `${milestone.name}: ${reason}`),
    ),
  };
}

type Look = (
  assignment: Assignment,
  account: AccountOfPlan,
) => (milestone: Milestone, place: number, all: readonly Milestone[]) => StandingMilestone;

/** Looks at an account's milestones one after the other, each after what it needs. */
function lookerAt(db: ReadDb, today: number, among: readonly number[] | null): Look {
  const rows = new Map(readProgress(db, among, false).map((row) => [subjectKey(row), row]));
  const completedContacts = countCompletedContacts(db);
  const followed = countFollowed(db);
  const dueDay = dueDays(db);
  return (assignment, { organizationId, country }) => {
    const complete = new Map<string, boolean>();
    const names = new Map<string, string>();
    return (milestone, _place, all) => {
      const { id, definition, prerequisites } = milestone;
      const row = rows.get(subjectKey({ organizationId, userId: null, milestoneId: id })) ?? null;
      const contacts =
        definition.audience === 'contact'
          ? {
              done: completedContacts.get(`${organizationId} ${id}`) ?? 0,
              of: followed.get(organizationId) ?? 0,
            }
          : null;
      const progress = contacts === null ? (row?.progress ?? 0) : shareOf(contacts);
      if (names.size === 0) for (const some of all) names.set(some.id, some.name);
      complete.set(id, progress === 100);
      const waitsFor =
        progress === 100
          ? []
          : prerequisites.flatMap((needed) =>
              complete.get(needed) === false ? [names.get(needed) ?? ''] : [],
            );
      const { startedOn } = assignment;
      const dueOn =
        definition.dueWorkingDays === null ? null : dueDay(country, startedOn, definition.dueWorkingDays);
      const judged = paceOf({ progress, startedOn, dueOn, movedOn: row?.movedOn ?? null, waitsFor }, today);
      return {
        milestone,
        progress,
        dueOn,
        waitsFor,
        row: contacts === null ? row : null,
        contacts,
        ...judged,
      };
    };
  };
}

/** Whole percent, rounded down; where there is nobody yet, none. */
function shareOf({ done, of }: { readonly done: number; readonly of: number }): number {
  return of === 0 ? 0 : Math.floor((100 * Math.min(done, of)) / of);
}

/** Many accounts begin on the same days. */
function dueDays(db: ReadDb): (country: string | null, startedOn: number, days: number) => number {
  const ofCountry = new Map<string | null, ReturnType<typeof workingDaysOf>>();
  const known = new Map<string, number>();
  return (country, startedOn, days) => {
    const key = `${country} ${startedOn} ${days}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const count = ofCountry.get(country) ?? workingDaysOf(db, country);
    ofCountry.set(country, count);
    const day = count(startedOn, days);
    known.set(key, day);
    return day;
  };
}
