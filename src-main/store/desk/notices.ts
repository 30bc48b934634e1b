import { z } from 'zod';
import {
  type DeskNotices,
  deskNoticesSchema,
  usualDeskNotices,
} from '../../../src-preload/contract/desk-notices';
import type { RiskLevel } from '../../../src-preload/contract/domain';
import { standingSql } from '../risk/standing-sql';
import type { ReadDb, Tx } from '../types';

const [wantedSetting, toldSetting] = ['notices.wanted', 'notices.told'];

const toldSchema = z.object({
  /** The level of each own account when it was looked at last. */
  risk: z.record(z.string(), z.string()),
  /** The last message that asked first, and the last reply. */
  approvals: z.number(),
  replies: z.number(),
  /** Notes that mention the person, since when; null: an earlier Steward looked for none. */
  mentions: z.record(z.string(), z.number()).nullable().default(null),
});
/** Of what this desktop has told, or what was there when it began to. */
export type Told = z.infer<typeof toldSchema>;

export function readDeskNotices(db: ReadDb | Tx): DeskNotices {
  return deskNoticesSchema.catch(usualDeskNotices).parse(kept(db, wantedSetting));
}

export function writeDeskNotices(tx: Tx, wanted: DeskNotices): void {
  keep(tx, wantedSetting, wanted);
}

/** Null: it has not begun. */
export function readToldOfDesk(db: ReadDb | Tx): Told | null {
  return toldSchema.nullable().catch(null).parse(kept(db, toldSetting));
}

export function writeToldOfDesk(tx: Tx, told: Told): void {
  keep(tx, toldSetting, told);
}

function kept(db: ReadDb | Tx, key: string): unknown {
  const text = db.prepared<[string], string>('select value from settings where key = ?').pluck().get(key);
  return text === undefined ? null : JSON.parse(text);
}

function keep(tx: Tx, key: string, value: unknown): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    key,
    JSON.stringify(value),
  );
}

export interface StandingRisk {
  readonly id: number;
  readonly account: string;
  readonly level: RiskLevel;
  /** Another configuration, profile or model made the level what it is: that is no news. */
  readonly isSwitched: number;
}

/** How each of a manager's accounts stands, those of which nothing is known left out. */
export function readStandingRisks(db: ReadDb, manager: number, today: number): StandingRisk[] {
  return db
    .prepared<[{ manager: number; today: number }], StandingRisk>(
      `select o.organization_id as id, o.name as account, ${standingSql.level} as level,
              coalesce(h.switched_on >= ${standingSql.since}, 0) as isSwitched
         from account_summaries s ${standingSql.join} join organizations o on o.organization_id = s.organization_id
        where o.owner_id = :manager and ${standingSql.level} is not null order by o.name collate nocase`,
    )
    .all({ manager, today });
}

export interface Fresh {
  readonly rowId: number;
  readonly organizationId: number;
  readonly account: string;
  readonly contact: string | null;
}

const fresh = `organization_id as organizationId, o.name as account, u.name as contact`;

/** Messages to a manager's accounts that ask first, after a row. @param now milliseconds since 1970 */
export function readApprovalsAfter(db: ReadDb, manager: number, after: number, now: number): Fresh[] {
  return db
    .prepared<[number, number, number], Fresh>(
      `select i.row_id as rowId, i.${fresh} from interventions i join organizations o on o.organization_id = i.organization_id
         left join users u on u.user_id = i.user_id
        where o.owner_id = ? and i.row_id > ? and i.stage = 'proposed' and i.expires_at > ? order by i.row_id`,
    )
    .all(manager, after, now);
}

/** Replies from a manager's accounts that nobody has taken care of, after a row. */
export function readRepliesAfter(db: ReadDb, manager: number, after: number): Fresh[] {
  return db
    .prepared<[number, number], Fresh>(
      `select m.row_id as rowId, m.${fresh} from incoming_mails m join organizations o on o.organization_id = m.organization_id
         left join users u on u.user_id = m.user_id
        where o.owner_id = ? and m.row_id > ? and m.kind = 'reply' and m.answered_at is null order by m.row_id`,
    )
    .all(manager, after);
}

export function lastRows(db: ReadDb): Pick<Told, 'approvals' | 'replies'> {
  const last = (table: 'interventions' | 'incoming_mails') =>
    db.prepared<[], number>(`select coalesce(max(row_id), 0) from ${table}`).pluck().get() ?? 0;
  return { approvals: last('interventions'), replies: last('incoming_mails') };
}
