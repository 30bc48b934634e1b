import type {
  CelebrationGroup,
  CelebrationState,
} from '../../../src-preload/contract/celebrations/celebrations';
import type { CelebrationWaiting, Waiting } from '../../engines/today/today-facts';
import type { CompanyCalendar } from '../../lib/company-calendar';
import type { ReadDb, Tx } from '../types';

export interface CelebrationRow {
  readonly id: string;
  readonly state: CelebrationState;
  readonly organizationId: number;
  readonly externalId: string;
  readonly account: string;
  readonly contactId: number | null;
  readonly contact: string | null;
  readonly milestone: string;
  /** JSON of the milestone's definition. */
  readonly definition: string;
  /** Whole days since 1970. */
  readonly achievedOn: number;
  readonly madeAt: number;
  readonly points: number;
  readonly mail: string;
  readonly words: string | null;
  readonly wordsBy: string | null;
  readonly skippedWhy: string | null;
  readonly skippedBy: string | null;
  readonly skipReason: string | null;
  readonly onItsWay: 'words' | 'release' | 'skip' | null;
}

/** What was decided here last about one, and is not in the copy yet. */
const onItsWay = `(select case p.kind when 'celebration.words' then 'words' else json_extract(p.patch, '$.decision') end
  from operations p where p.entry = c.celebration_id and p.kind in ('celebration.words', 'celebration.decide')
   and p.state in ('pending', 'acknowledged') order by p.seq desc limit 1)`;

/** By its mails, unless it is skipped. */
const state = `case when c.skipped_at is not null then 'skipped' else coalesce((
  select case when max(i.stage in ('proposed', 'waiting', 'claimed')) then 'waiting'
              when max(i.stage in ('dot', 'sent', 'unknown')) then 'sent' else 'failed' end
    from celebration_messages m join interventions i on i.run_id = m.run_id
   where m.celebration_id = c.celebration_id group by m.celebration_id), 'told') end`;

/** Points that an achievement brought and that stand, as the company gives them. */
export const pointsOf = `coalesce((select sum(t.points) from reward_transactions t
  where t.organization_id = c.organization_id and t.kind = 'award'
    and (t.origin = c.achievement_id or t.origin like c.achievement_id || '/%')
    and not exists (select 1 from reward_transactions r where r.reversal_of = t.row_id)), 0)`;

const selected = `select c.celebration_id as id, ${state} as state, c.organization_id as organizationId, o.external_id as externalId,
  o.name as account, c.user_id as contactId, u.name as contact, d.name as milestone, d.definition, a.achieved_on as achievedOn,
  c.made_at as madeAt, ${pointsOf} as points, c.mail, c.words, c.words_by as wordsBy, c.skipped_why as skippedWhy,
  c.skipped_by as skippedBy, c.skip_reason as skipReason, ${onItsWay} as onItsWay
  from celebrations c join organizations o on o.organization_id = c.organization_id
  join milestone_achievements a on a.achievement_id = c.achievement_id
  join copied_milestone_definitions d on d.milestone_id = c.milestone_id
  left join users u on u.user_id = c.user_id`;

/** A mail of it is still to go. */
const waits = `c.celebration_id in (select m.celebration_id from interventions i join celebration_messages m on m.run_id = i.run_id
  where i.stage in ('proposed', 'waiting', 'claimed'))`;

const groups: Readonly<Record<CelebrationGroup, string>> = {
  waiting: `c.skipped_at is null and ${waits}`,
  done: `c.skipped_at is null and not ${waits}`,
  skipped: 'c.skipped_at is not null',
};

interface Choice {
  readonly group: CelebrationGroup;
  /** Null: everybody's. */
  readonly owner: number | null;
  readonly offset: number;
  readonly limit: number;
}

/** Those that wait, the one that waits longest first; the others the latest first. */
export function readCelebrations(db: ReadDb, { group, owner, offset, limit }: Choice) {
  const where = `where ${groups[group]} and (@owner is null or o.owner_id = @owner)`;
  const total = db
    .prepared<[{ owner: number | null }], number>(
      `select count(*) from celebrations c join organizations o on o.organization_id = c.organization_id ${where}`,
    )
    .pluck()
    .get({ owner });
  const rows = db
    .prepared<[{ owner: number | null; offset: number; limit: number }], CelebrationRow>(
      `${selected} ${where} order by c.made_at ${group === 'waiting' ? 'asc' : 'desc'}, c.row_id limit @limit offset @offset`,
    )
    .all({ owner, offset, limit });
  return { total: total ?? 0, rows };
}

/** @returns undefined for one that is not in the copy */
export function readCelebration(db: ReadDb | Tx, id: string): CelebrationRow | undefined {
  return db.prepared<[string], CelebrationRow>(`${selected} where c.celebration_id = ?`).get(id);
}

/** By account those that wait and nobody lets go or skips here, the one that waits longest first. */
export function readCelebrationsWaiting(
  db: ReadDb,
  calendar: CompanyCalendar,
): ReadonlyMap<number, Waiting<CelebrationWaiting>> {
  const rows = db
    .prepared<
      [],
      { accountId: number; milestone: string; name: string | null; achievedOn: number; madeAt: number }
    >(
      `select c.organization_id as accountId, d.name as milestone, u.name, a.achieved_on as achievedOn, c.made_at as madeAt
         from celebrations c join organizations o on o.organization_id = c.organization_id
         join milestone_achievements a on a.achievement_id = c.achievement_id
         join copied_milestone_definitions d on d.milestone_id = c.milestone_id
         left join users u on u.user_id = c.user_id
        where ${groups.waiting} and coalesce(${onItsWay}, 'words') = 'words' order by c.made_at, c.row_id`,
    )
    .all();
  const waiting = new Map<number, Waiting<CelebrationWaiting>>();
  for (const { accountId, milestone, name, achievedOn, madeAt } of rows) {
    const known = waiting.get(accountId);
    waiting.set(accountId, {
      first: known?.first ?? { milestone, name, day: achievedOn },
      count: (known?.count ?? 0) + 1,
      ...{ latestAt: madeAt, latestDay: calendar.dayOf(madeAt) },
    });
  }
  return waiting;
}

export interface FreshCelebration {
  readonly isWaiting: number;
  readonly account: string;
  readonly milestone: string;
}

/** Of one manager's accounts, or of all (null): those that wait, and those of since an instant, the latest first; none that is skipped. */
export function readFreshCelebrations(db: ReadDb, owner: number | null, since: number): FreshCelebration[] {
  return db
    .prepared<[{ owner: number | null; since: number }], FreshCelebration>(
      `select ${waits} as isWaiting, o.name as account, d.name as milestone
         from celebrations c join organizations o on o.organization_id = c.organization_id
         join copied_milestone_definitions d on d.milestone_id = c.milestone_id
        where c.skipped_at is null and (c.made_at > @since or ${waits}) and (@owner is null or o.owner_id = @owner)
          and ${onItsWay} is not 'skip'
        order by c.made_at desc, c.row_id limit 1000`,
    )
    .all({ owner, since });
}
