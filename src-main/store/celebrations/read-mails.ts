import type { Celebrated } from '../../lib/celebrations/celebrated';
import { formatDay } from '../../lib/day';
import type { ReadDb } from '../types';
import { pointsOf } from './read-celebrations';

/** A mail of a celebration, as the copy has it. */
export interface CelebrationMailRow {
  readonly celebrationId: string;
  readonly runId: string;
  readonly contactId: number;
  readonly contact: string | null;
  readonly stage: string;
  readonly reason: string;
  readonly until: number | null;
  readonly dueAt: number;
  readonly templateId: string | null;
  readonly templateVersion: number | null;
  /** How many others it tells of. */
  readonly others: number;
}

/** Mails of these celebrations. */
export function readCelebrationMails(db: ReadDb, ids: readonly string[]): CelebrationMailRow[] {
  return db
    .prepared<[string], CelebrationMailRow>(
      `select m.celebration_id as celebrationId, i.run_id as runId, i.user_id as contactId, u.name as contact, i.stage, i.reason,
              case i.stage when 'waiting' then i.next_due when 'proposed' then i.expires_at end as until, i.due_at as dueAt,
              i.template_id as templateId, i.template_version as templateVersion,
              (select count(*) from celebration_messages n join celebrations o on o.celebration_id = n.celebration_id
                where n.run_id = i.run_id and o.skipped_at is null and o.celebration_id <> m.celebration_id) as others
         from celebration_messages m join interventions i on i.run_id = m.run_id left join users u on u.user_id = i.user_id
        where m.celebration_id in (select value from json_each(?)) order by m.row_id limit 2000`,
    )
    .all(JSON.stringify(ids));
}

/** What a mail tells of, as the copy has it; undefined: it is no celebration's, or not in the copy. */
export function readCelebrationRun(
  db: ReadDb,
  runId: string,
):
  | {
      readonly organizationId: number;
      readonly contactId: number;
      readonly templateId: string | null;
      readonly celebrated: readonly (Celebrated & { readonly id: string })[];
    }
  | undefined {
  const run = db
    .prepared<[string], { organizationId: number; contactId: number; templateId: string | null }>(
      `select organization_id as organizationId, user_id as contactId, template_id as templateId from interventions i
        where run_id = ? and exists (select 1 from celebration_messages m where m.run_id = i.run_id)`,
    )
    .get(runId);
  if (run === undefined) return undefined;
  const rows = db
    .prepared<
      [string],
      { id: string; name: string; reachedOn: number; words: string | null; points: number }
    >(
      `select c.celebration_id as id, d.name, a.achieved_on as reachedOn, c.words, ${pointsOf} as points
         from celebration_messages m join celebrations c on c.celebration_id = m.celebration_id
         join milestone_achievements a on a.achievement_id = c.achievement_id
         join copied_milestone_definitions d on d.milestone_id = c.milestone_id
        where m.run_id = ? and c.skipped_at is null order by a.achieved_on, c.row_id`,
    )
    .all(runId);
  return {
    ...run,
    celebrated: rows.map(({ reachedOn, ...row }) => ({ ...row, reachedOn: formatDay(reachedOn) })),
  };
}

/** What an account, or a contact of it, reached last: what a template is tried with that tells of it. None: nothing yet. */
export function readLastReached(db: ReadDb, organizationId: number, contactId: number | null): Celebrated[] {
  return db
    .prepared<[number, number | null], { name: string; reachedOn: number; points: number }>(
      `select d.name, a.achieved_on as reachedOn, a.points from milestone_achievements a
         join copied_milestone_definitions d on d.milestone_id = a.milestone_id
        where a.organization_id = ? and a.withdrawn_at is null and (a.user_id is null or a.user_id = ?)
        order by a.achieved_on desc, a.row_id desc limit 1`,
    )
    .all(organizationId, contactId)
    .map(({ reachedOn, ...row }) => ({ ...row, reachedOn: formatDay(reachedOn), words: null }));
}
