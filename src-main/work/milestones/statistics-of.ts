import type { MilestoneStatistics } from '../../../src-preload/contract/milestones/milestones';
import { upToTenth } from '../../../src-preload/contract/words';
import { inOrder } from '../../engines/milestones/needs';
import {
  completionStatistics,
  dropOffs,
  type EarlyAndStaying,
  earlyAndStaying,
  type Stay,
  type Way,
} from '../../engines/milestones/statistics';
import { firstDayOfMonth, formatDay, monthOf } from '../../lib/day';
import { type Milestone, readMilestones, readPlans } from '../../store/milestones/read-definitions';
import { type Assignment, readAssignments, readProgress } from '../../store/milestones/read-progress';
import { type AccountSpell, readAllSpells } from '../../store/scores/spells';
import type { ReadDb } from '../../store/types';

/** Completion within so many days of the plan's start is early. */
const earlyDays = 60;
/** Calendar days that so many working days are, holidays aside: whether a cohort could have come so far. */
const daysOfWorkingDay = 7 / 5;

/** How milestones of accounts go: how many complete them, how fast, who goes on to the next, and whether that goes along with staying. */
export function milestoneStatistics(
  db: ReadDb,
  today: number | null,
  planId: string | null,
): MilestoneStatistics {
  if (today === null) return { asOf: null, uncounted: 0, milestones: [], dropOffs: [], cohorts: [] };
  const byId = new Map(readMilestones(db).map((milestone) => [milestone.id, milestone]));
  const plans = readPlans(db).filter(({ id }) => planId === null || id === planId);
  const ofPlan = new Map(
    plans.map(({ id, definition }) => [
      id,
      inOrder(definition.milestones, byId).filter((milestone) => milestone.definition.audience === 'account'),
    ]),
  );
  const assignments = readAssignments(db).filter(
    ({ planId: own, startedOn }) => ofPlan.has(own) && startedOn <= today,
  );
  const completedOn = new Map(
    readProgress(db, null, false).flatMap((row) =>
      row.completedOn === null ? [] : [[`${row.organizationId} ${row.milestoneId}`, row.completedOn]],
    ),
  );
  const lives = livesOf(db, assignments);
  const milestones = [...new Set([...ofPlan.values()].flat())];
  const asked = { today, assignments, completedOn, lives, ofPlan, saidByPeople: saidByPeople(milestones) };
  const followers = new Map(milestones.map((milestone) => [milestone.id, followersOf(milestone, asked)]));
  const names = new Map(milestones.map(({ id, name }) => [id, name]));
  return {
    asOf: formatDay(today),
    uncounted: assignments.filter((assignment) => !isWholeKnown(assignment, asked)).length,
    milestones: milestones.map((milestone) => statisticsOf(milestone, asked)),
    dropOffs: dropOffs(milestones, completedBy(followers, asked), accountsOf(followers)).map(
      ({ from, to, ...counts }) => ({
        ...counts,
        from: names.get(from) ?? '',
        to: names.get(to) ?? '',
      }),
    ),
    cohorts: cohortsOf(asked),
  };
}

interface Asked {
  readonly today: number;
  readonly assignments: readonly Assignment[];
  /** By `account milestone`. */
  readonly completedOn: ReadonlyMap<string, number>;
  /** The last day of the life as a customer in which a plan began; null: it goes on. By `account plan`. */
  readonly lives: ReadonlyMap<string, number | null>;
  readonly ofPlan: ReadonlyMap<string, readonly Milestone[]>;
  /** Milestones that need nothing but what people say. */
  readonly saidByPeople: ReadonlySet<Milestone>;
}

function saidByPeople(milestones: readonly Milestone[]): ReadonlySet<Milestone> {
  const counted = new Set<string>();
  // Each comes after what it needs.
  for (const { id, isByHand, prerequisites } of milestones)
    if (!isByHand || prerequisites.some((needed) => counted.has(needed))) counted.add(id);
  return new Set(milestones.filter(({ id }) => !counted.has(id)));
}

/** Whether anybody has looked how far a plan has come with a milestone: what was not counted yet is not known to be open. */
function isKnown({ isCounted }: Assignment, milestone: Milestone, asked: Asked): boolean {
  return isCounted || asked.saidByPeople.has(milestone);
}

function isWholeKnown(assignment: Assignment, asked: Asked): boolean {
  return (asked.ofPlan.get(assignment.planId) ?? []).every((milestone) =>
    isKnown(assignment, milestone, asked),
  );
}

function statisticsOf(milestone: Milestone, asked: Asked): MilestoneStatistics['milestones'][number] {
  const ways: Way[] = [];
  const stays: Stay[] = [];
  for (const assignment of followersOf(milestone, asked).values()) {
    const { startedOn } = assignment;
    const left = leftOn(assignment, asked);
    const end = left ?? asked.today;
    const completed = completedInLife(milestone.id, assignment, asked);
    const completedAfter = completed === null ? null : Math.max(0, completed - startedOn);
    ways.push({ completedAfter, watchedFor: Math.max(0, end - startedOn) });
    if (end - startedOn <= earlyDays) continue;
    const early = completedAfter !== null && completedAfter <= earlyDays;
    stays.push({ early, days: end - startedOn - earlyDays, left: left !== null });
  }
  const staying = earlyAndStaying(stays);
  return {
    ...{ id: milestone.id, name: milestone.name },
    ...completionStatistics(ways),
    staying: { ...staying, words: stayingWords(staying) },
  };
}

/** The accounts of which a plan asks a milestone, each with the first that does and of which it is known. */
function followersOf(milestone: Milestone, asked: Asked): ReadonlyMap<number, Assignment> {
  const first = new Map<number, Assignment>();
  for (const assignment of asked.assignments) {
    const { organizationId, planId, startedOn } = assignment;
    if (!asked.ofPlan.get(planId)?.includes(milestone) || !isKnown(assignment, milestone, asked)) continue;
    if (startedOn < (first.get(organizationId)?.startedOn ?? Infinity)) first.set(organizationId, assignment);
  }
  return first;
}

function leftOn({ organizationId, planId }: Assignment, { lives }: Asked): number | null {
  return lives.get(`${organizationId} ${planId}`) ?? null;
}

/** On which day of the life in which its plan began an account completed a milestone; null: it did not. */
function completedInLife(milestoneId: string, assignment: Assignment, asked: Asked): number | null {
  const completed = asked.completedOn.get(`${assignment.organizationId} ${milestoneId}`);
  return completed === undefined || completed > (leftOn(assignment, asked) ?? asked.today) ? null : completed;
}

function stayingWords({ early, others, pValue }: EarlyAndStaying): string {
  if (pValue === null)
    return 'Too few have left, or completed it early, to tell whether that goes along with staying.';
  const side = `${early.left} of ${early.accounts} that completed it within ${earlyDays} days left; ${upToTenth(early.expected)} would have, if it made no difference. Of the ${others.accounts} others ${others.left} left.`;
  if (pValue > 0.05) return `No clear difference. ${side}`;
  return `${early.left < early.expected ? 'Those that completed it early stay longer' : 'Those that completed it early leave sooner'}. ${side} That proves no cause.`;
}

function livesOf(db: ReadDb, assignments: readonly Assignment[]): Map<string, number | null> {
  const spells = new Map<number, AccountSpell[]>();
  for (const spell of readAllSpells(db))
    spells.set(spell.organizationId, [...(spells.get(spell.organizationId) ?? []), spell]);
  return new Map(
    assignments.map(({ organizationId, planId, startedOn }) => {
      // A plan may begin shortly before the first paid day.
      const own = spells.get(organizationId)?.find(({ lastDay }) => lastDay === null || lastDay >= startedOn);
      return [`${organizationId} ${planId}`, own?.lastDay ?? null];
    }),
  );
}

function accountsOf(
  followers: ReadonlyMap<string, ReadonlyMap<number, Assignment>>,
): ReadonlyMap<string, ReadonlySet<number>> {
  return new Map([...followers].map(([id, accounts]) => [id, new Set(accounts.keys())]));
}

function completedBy(
  followers: ReadonlyMap<string, ReadonlyMap<number, Assignment>>,
  asked: Asked,
): ReadonlyMap<string, ReadonlySet<number>> {
  return new Map(
    [...followers].map(([id, accounts]) => [
      id,
      new Set(
        [...accounts].flatMap(([account, assignment]) =>
          completedInLife(id, assignment, asked) === null ? [] : [account],
        ),
      ),
    ]),
  );
}

/** A cohort that could not yet have come to the last due day is young: its share will rise. */
function cohortsOf(asked: Asked): MilestoneStatistics['cohorts'] {
  const { today, assignments, ofPlan } = asked;
  const months = new Map<number, Assignment[]>();
  for (const assignment of assignments) {
    if (!isWholeKnown(assignment, asked)) continue;
    const month = monthOf(assignment.startedOn);
    months.set(month, [...(months.get(month) ?? []), assignment]);
  }
  const longest = Math.max(
    0,
    ...[...ofPlan.values()].flat().map(({ definition }) => definition.dueWorkingDays ?? 0),
  );
  return [...months]
    .sort(([one], [other]) => other - one)
    .slice(0, 36)
    .map(([month, own]) => {
      const shares = own.map((assignment) => {
        const milestones = ofPlan.get(assignment.planId) ?? [];
        if (milestones.length === 0) return 0;
        const complete = milestones.filter(({ id }) => completedInLife(id, assignment, asked) !== null);
        return complete.length / milestones.length;
      });
      return {
        month: formatDay(firstDayOfMonth(month)).slice(0, 7),
        plans: own.length,
        completed: shares.reduce((sum, share) => sum + share, 0) / own.length,
        isYoung: firstDayOfMonth(month + 1) + longest * daysOfWorkingDay > today,
      };
    });
}
