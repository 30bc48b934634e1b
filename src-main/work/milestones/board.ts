import type { z } from 'zod';
import {
  type Board,
  type boardInputSchema,
  mostCards,
  type PlanCard,
  paces,
} from '../../../src-preload/contract/milestones/milestones';
import { paceReasons } from '../../engines/milestones/pace';
import { dayOrNull, formatDay } from '../../lib/day';
import { readPlans } from '../../store/milestones/read-definitions';
import type { ReadDb } from '../../store/types';
import { type PlanStanding, planStandings } from './plan-standings';

/** Plans by their pace, the slowest first. The counts are of all that were chosen, also those for which there is no room. */
export function milestoneBoard(db: ReadDb, today: number, choice: z.infer<typeof boardInputSchema>): Board {
  const all = planStandings(db, today);
  const wanted = choice.search.trim().toLowerCase();
  const chosen = all.filter(
    ({ plan, account }) =>
      (choice.plan === null || plan.id === choice.plan) &&
      (choice.owner === null || account.ownerId === choice.owner) &&
      (wanted === '' || account.name.toLowerCase().includes(wanted)),
  );
  const columns = paces.map((pace) => chosen.filter((standing) => standing.pace === pace).toSorted(byPress));
  const shown = columns.flatMap((column) => column.slice(0, mostCards));
  const owners = new Map(
    all.flatMap(({ account }) => (account.ownerId === null ? [] : [[account.ownerId, account.owner ?? '']])),
  );
  return {
    cards: shown.map((standing) => cardOf(standing, today)),
    counts: {
      stuck: columns[0]?.length ?? 0,
      behind: columns[1]?.length ?? 0,
      on_track: columns[2]?.length ?? 0,
      done: columns[3]?.length ?? 0,
    },
    owners: [...owners]
      .map(([id, name]) => ({ id, name }))
      .sort((one, other) => one.name.localeCompare(other.name))
      .slice(0, 1000),
    plans: readPlans(db).map(({ id, name }) => ({ id, name })),
    left: chosen.length - shown.length,
  };
}

const names = new Intl.Collator('en');

function byPress(one: PlanStanding, other: PlanStanding): number {
  const [due, otherDue] = [one.next?.dueOn ?? Infinity, other.next?.dueOn ?? Infinity];
  if (due !== otherDue) return due - otherDue;
  return names.compare(one.account.name, other.account.name) || names.compare(one.plan.name, other.plan.name);
}

/** @param today the company's day, against which its reasons are told */
export function cardOf(
  { account, plan, assignment, milestones, next, ...standing }: PlanStanding,
  today: number,
): PlanCard {
  // Those that make the plan as slow as it is.
  const slow = milestones.filter(({ pace }) => pace === standing.pace);
  return {
    accountId: account.organizationId,
    externalId: account.externalId,
    account: account.name,
    owner: account.owner,
    planId: plan.id,
    plan: plan.name,
    startedOn: formatDay(assignment.startedOn),
    progress: standing.progress,
    done: standing.done,
    milestones: milestones.length,
    pace: standing.pace,
    reasons: slow.flatMap((one) =>
      paceReasons(one, today).map((reason) => `${one.milestone.name}: ${reason}`),
    ),
    next:
      next === null
        ? null
        : {
            id: next.milestone.id,
            name: next.milestone.name,
            dueOn: dayOrNull(next.dueOn),
            byHand: next.milestone.definition.completion.by === 'hand' && next.contacts === null,
          },
  };
}
