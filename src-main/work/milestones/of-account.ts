import type {
  AccountMilestones,
  MilestoneStanding,
} from '../../../src-preload/contract/milestones/milestones';
import { counted, spellDay } from '../../../src-preload/contract/words';
import { paceReasons } from '../../engines/milestones/pace';
import { projectCompletion, watchedDays } from '../../engines/milestones/projection';
import { countedWords } from '../../engines/milestones/words';
import { dayOrNull, formatDay } from '../../lib/day';
import { readMilestones, readPlans } from '../../store/milestones/read-definitions';
import { type FollowedContact, readFollowed } from '../../store/milestones/read-people';
import {
  type Movement,
  type ProgressRow,
  readMovements,
  readProgress,
} from '../../store/milestones/read-progress';
import { readOwnZone } from '../../store/milestones/what-counting-needs';
import type { ReadDb } from '../../store/types';
import { ruleChecking } from '../rules/rule-checking';
import { cardOf } from './board';
import { planStandings, type StandingMilestone } from './plan-standings';
import { sentenceOf } from './sentence-of';
import { withWhoseDays } from './whose-days';

/** An account's plans with all their milestones, what moved, and which plans it could have besides. */
export function milestonesOfAccount(db: ReadDb, organizationId: number, today: number): AccountMilestones {
  const standings = planStandings(db, today, [organizationId]);
  const followed = readFollowed(db, organizationId);
  const movements = readMovements(db, organizationId);
  const rows = readProgress(db, [organizationId]);
  const say = sentenceOf(db, ruleChecking(db));
  const zone = readOwnZone(db, organizationId);
  const own = new Set(standings.map(({ plan }) => plan.id));
  const names = new Map(readMilestones(db).map(({ id, name }) => [id, name]));
  const people = new Map(followed.map(({ userId, name }) => [userId, name]));
  return {
    plans: standings.map((standing) => {
      const { account: _account, owner: _owner, ...card } = cardOf(standing, today);
      return {
        ...card,
        standings: standing.milestones.map((milestone) =>
          detailOf(milestone, {
            followed,
            rows,
            movements,
            today,
            sentence: withWhoseDays(
              say(milestone.milestone.definition).sentence,
              milestone.milestone.definition,
              zone,
            ),
          }),
        ),
      };
    }),
    others: readPlans(db).flatMap(({ id, name }) => (own.has(id) ? [] : [{ id, name }])),
    movements: movements.flatMap(({ milestoneId, userId, day, ...movement }) => {
      const milestone = names.get(milestoneId);
      if (milestone === undefined || (userId !== null && !people.has(userId))) return [];
      const { id, before, progress, author, reason } = movement;
      const contact = userId === null ? null : (people.get(userId) ?? null);
      return [{ id, milestone, contact, day: formatDay(day), before, progress, author, reason }];
    }),
  };
}

interface Known {
  readonly followed: readonly FollowedContact[];
  readonly rows: readonly ProgressRow[];
  readonly movements: readonly Movement[];
  readonly today: number;
  readonly sentence: string;
}

function detailOf(standing: StandingMilestone, known: Known): MilestoneStanding {
  const { milestone, contacts } = standing;
  const { id, name, definition } = milestone;
  const row = rowOf(id, known);
  return {
    ...{ id, name, category: definition.category, audience: definition.audience, sentence: known.sentence },
    byHand: definition.completion.by === 'hand',
    progress: standing.progress,
    counted: countedOf(standing, row),
    dueOn: dayOrNull(standing.dueOn),
    completedOn: dayOrNull(row?.completedOn),
    pace: standing.pace,
    reasons: paceReasons(standing, known.today),
    projection: projectionOf(standing, row, known),
    waitsFor: [...standing.waitsFor],
    setBy: row?.setBy ?? null,
    reason: row?.reason ?? null,
    evidenceRemoved: row?.evidenceRemoved ?? false,
    isPending: row?.isPending ?? false,
    contacts: contacts === null ? [] : contactsOf(id, known),
  };
}

/** The account's own; null where nothing is known yet. */
function rowOf(milestoneId: string, { rows }: Known): ProgressRow | null {
  return rows.find((row) => row.milestoneId === milestoneId && row.userId === null) ?? null;
}

function countedOf(
  { milestone: { definition }, contacts }: StandingMilestone,
  row: ProgressRow | null,
): string | null {
  if (contacts !== null) return `${contacts.done} of ${counted(contacts.of, 'contact')}`;
  if (definition.completion.by !== 'activity' || row?.value == null || row.target === null) return null;
  return countedWords(definition.completion.measure, row.value, row.target);
}

function contactsOf(milestoneId: string, { followed, rows }: Known): MilestoneStanding['contacts'] {
  const own = new Map(rows.filter((row) => row.milestoneId === milestoneId).map((row) => [row.userId, row]));
  return followed
    .map(({ userId, contact, name }) => {
      const row = own.get(userId);
      return {
        userId,
        contact,
        name,
        progress: row?.progress ?? 0,
        completedOn: dayOrNull(row?.completedOn),
      };
    })
    .sort((one, other) => one.progress - other.progress)
    .slice(0, 200);
}

/** Only of what adds up: what has to happen within some days begins anew with each. */
function projectionOf(
  { milestone, progress }: StandingMilestone,
  row: ProgressRow | null,
  { movements, today }: Known,
): string | null {
  const { completion } = milestone.definition;
  if (progress === 100 || completion.by !== 'activity' || row?.value == null || row.target === null)
    return null;
  if (completion.withinDays !== null || completion.measure === 'streak') return null;
  const since = today - watchedDays;
  // The latest first: what stood before the time that is watched.
  const before = movements.find(
    ({ milestoneId, userId, day }) => milestoneId === milestone.id && userId === null && day <= since,
  );
  const projected = projectCompletion(row.value - (before?.value ?? 0), watchedDays, row.target - row.value);
  if (projected === null) return null;
  const [from, to] = [spellDay(today + projected.from), spellDay(today + projected.to)];
  return `At the pace of the last ${watchedDays} days it is complete about ${spellDay(today + projected.days)}, most likely between ${from} and ${to}.`;
}
