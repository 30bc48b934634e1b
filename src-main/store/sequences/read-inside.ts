import {
  type SequenceDefinition,
  sequenceDefinitionSchema,
} from '../../../src-preload/contract/sequences/definition';
import type { ReadDb } from '../types';

/** Somebody inside a sequence that is on, as the company has it. */
export interface InsideRow {
  readonly id: number;
  readonly sequenceId: string;
  readonly version: number;
  readonly organizationId: number;
  readonly userId: number;
  readonly generation: number;
  readonly stepId: string;
  readonly isDone: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Null: when their message came to an end. */
  readonly wakesAt: number | null;
  /** 1: the contact is not there any more. */
  readonly hasLeft: number;
}

const columns = `e.enrolment_id as id, e.sequence_id as sequenceId, e.version, e.organization_id as organizationId, e.user_id as userId,
  e.generation, e.step_id as stepId, e.is_done as isDone, e.since_at as since, e.wakes_at as wakesAt,
  u.user_id is null or coalesce(u.deactivated_at <= @now, 0) as hasLeft`;
const tables = `enrolments e join copied_sequences s on s.sequence_id = e.sequence_id and s.removed_at is null and s.state = 'active'
  left join users u on u.user_id = e.user_id and u.organization_id = e.organization_id`;

/** Those whose next step is due, by their numbers, from one on; whose move waits to be told is not among them. */
export function readDue(db: ReadDb, now: number, after: number, limit: number): InsideRow[] {
  return db
    .prepared<[{ now: number; after: number; limit: number }], InsideRow>(
      `select ${columns} from ${tables}
        where e.ended_at is null and e.wakes_at <= @now and e.enrolment_id > @after
          and not exists (select 1 from outgoing_moves m where m.enrolment_id = e.enrolment_id)
        order by e.enrolment_id limit @limit`,
    )
    .all({ now, after, limit });
}

/** Those inside of these accounts, or all, by their numbers, from one on: whether they go out early is looked at. */
export function readInside(
  db: ReadDb,
  {
    accounts,
    after,
    now,
    limit,
  }: {
    readonly accounts: readonly number[] | 'all';
    readonly after: number;
    readonly now: number;
    readonly limit: number;
  },
): InsideRow[] {
  const among = accounts === 'all' ? '' : 'and e.organization_id in (select value from json_each(@accounts))';
  return db
    .prepared<[{ now: number; limit: number; after: number; accounts?: string }], InsideRow>(
      `select ${columns} from ${tables}
        where e.ended_at is null and e.enrolment_id > @after ${among}
        order by e.enrolment_id limit @limit`,
    )
    .all({ now, after, limit, ...(accounts === 'all' ? {} : { accounts: JSON.stringify(accounts) }) });
}

/** The definition that holds for those who came in by it; null where this Steward can’t read it, or it is not there. */
export function readDefinition(db: ReadDb, sequenceId: string, version: number): SequenceDefinition | null {
  const text = db
    .prepared<[string, number], string>(
      'select definition from sequence_versions where sequence_id = ? and version = ?',
    )
    .pluck()
    .get(sequenceId, version);
  return text === undefined ? null : (sequenceDefinitionSchema.safeParse(JSON.parse(text)).data ?? null);
}

/** Where accounts are, as far as it is known. */
export interface AccountPlace {
  readonly zone: string | null;
  readonly country: string | null;
}

export function readPlace(db: ReadDb, organizationId: number): AccountPlace {
  return (
    db
      .prepared<[number], AccountPlace>(
        'select timezone as zone, country from organizations where organization_id = ?',
      )
      .get(organizationId) ?? { zone: null, country: null }
  );
}

const wholeSetting = 'sequences.whole';

/** For which day and under which lease all those inside were last looked at; null: never. */
export function readWholeLook(db: ReadDb): string | null {
  return (
    db.prepared<[string], string>('select value from settings where key = ?').pluck().get(wholeSetting) ??
    null
  );
}
