import { inOrder } from '../../engines/milestones/needs';
import { type Pace, type Paced, paceOfPlan, progressOfPlan } from '../../engines/milestones/pace';
import { type Came as CameSoFar, shareDone, standInPlan } from '../../engines/milestones/stand-in-plan';
import {
  type Milestone,
  type Plan,
  readMilestones,
  readPlans,
} from '../../store/milestones/read-definitions';
import {
  type AccountOfPlan,
  countFollowed,
  readContactsReached,
  readCustomersOfPlans,
} from '../../store/milestones/read-people';
import { type Assignment, readAssignments, readReached } from '../../store/milestones/read-progress';
import type { ReadDb } from '../../store/types';
import { dueDays } from './due-days';

/** A milestone of an account's plan; days are whole days since 1970. */
export interface StandingMilestone extends Paced {
  readonly milestone: Milestone;
  readonly pace: Pace;
  /** Contacts that completed it, of how many; null: it is the account's. Its progress is their share then. */
  readonly contacts: { readonly done: number; readonly of: number } | null;
}

export interface PlanStanding {
  readonly pace: Pace;
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
  const accounts = readCustomersOfPlans(db, today, among);
  const look = lookerAt(db, { today, among, hasContacts: [...ordered.values()].some(isOfContacts) });
  return assignments.flatMap((assignment) => {
    const plan = plans.get(assignment.planId);
    const account = accounts.get(assignment.organizationId);
    if (plan === undefined || account === undefined) return [];
    return [
      standingOf(assignment, plan, account, (ordered.get(plan.id) ?? []).map(look(assignment, account))),
    ];
  });
}

function isOfContacts(milestones: readonly Milestone[]): boolean {
  return milestones.some(({ definition }) => definition.audience === 'contact');
}

function standingOf(
  assignment: Assignment,
  plan: Plan,
  account: AccountOfPlan,
  milestones: readonly StandingMilestone[],
): PlanStanding {
  const pace = paceOfPlan(milestones.map((standing) => standing.pace));
  let next: StandingMilestone | null = null;
  for (const milestone of milestones) {
    const isOpen = milestone.progress < 100 && milestone.waitsFor.length === 0;
    if (isOpen && (next === null || (milestone.dueOn ?? Infinity) < (next.dueOn ?? Infinity)))
      next = milestone;
  }
  return {
    ...{ assignment, plan, account, milestones, pace, next },
    progress: progressOfPlan(
      milestones.map(({ progress, milestone }) => ({ progress, weight: milestone.definition.weight })),
    ),
    done: milestones.filter(({ progress }) => progress === 100).length,
  };
}

type Look = (assignment: Assignment, account: AccountOfPlan) => (milestone: Milestone) => StandingMilestone;

/** How far a milestone is; of contacts' milestones also how many of them have it. */
type Came = CameSoFar & Pick<StandingMilestone, 'contacts'>;

interface Looked {
  readonly today: number;
  /** Null: all accounts. */
  readonly among: readonly number[] | null;
  /** Whether any milestone is contacts': those are many to read. */
  readonly hasContacts: boolean;
}

/** Looks at an account's milestones one after the other, each after what it needs. */
function lookerAt(db: ReadDb, looked: Looked): Look {
  const came = cameOf(db, looked);
  const dueDay = dueDays(db);
  return ({ startedOn, isCounted }, { organizationId, country }) => {
    const stand = standInPlan({ startedOn, isCounted }, looked.today);
    return (milestone) => {
      const { dueWorkingDays } = milestone.definition;
      const dueOn = dueWorkingDays === null ? null : dueDay(country, startedOn, dueWorkingDays);
      const reached = came(organizationId, milestone);
      return {
        ...stand(milestone, reached, dueOn),
        milestone,
        contacts: reached.contacts,
      };
    };
  };
}

function cameOf(
  db: ReadDb,
  { among, hasContacts }: Looked,
): (organizationId: number, milestone: Milestone) => Came {
  const accounts = readReached(db, among);
  const contacts = hasContacts ? readContactsReached(db, among) : null;
  const followed = hasContacts ? countFollowed(db, among) : null;
  return (organizationId, { id, definition }) => {
    if (definition.audience === 'account') {
      const reached = accounts.get(id)?.get(organizationId);
      return { progress: reached?.progress ?? 0, movedOn: reached?.movedOn ?? null, contacts: null };
    }
    const reached = contacts?.get(`${organizationId} ${id}`);
    const share = { done: reached?.done ?? 0, of: followed?.get(organizationId) ?? 0 };
    return { progress: shareDone(share), movedOn: reached?.movedOn ?? null, contacts: share };
  };
}
