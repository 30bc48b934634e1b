import type { ReadDb } from '../types';

/** Somebody who is or was inside, of the accounts that this desktop has. */
export interface PersonRow {
  readonly id: number;
  readonly sequenceId: string;
  readonly sequence: string;
  readonly state: string;
  readonly version: number;
  readonly organizationId: number;
  readonly externalId: string;
  readonly account: string;
  readonly contactId: number;
  readonly contact: string | null;
  readonly key: string;
  readonly stepId: string;
  readonly isDone: number;
  readonly waitsFor: string;
  readonly until: number | null;
  readonly stage: string | null;
  readonly reason: string | null;
  readonly nextDue: number | null;
  readonly enteredAt: number;
  readonly enteredBy: string;
  readonly endedAt: number | null;
  readonly endedWhy: string | null;
  readonly isPending: number;
}

export interface WhichPeople {
  readonly sequenceId?: string | undefined;
  readonly contactId?: number | undefined;
  readonly withEnded: boolean;
}

/** The present ones first, by when they go on; then those whose way is over, the latest first. */
export function readPeople(db: ReadDb, which: WhichPeople, limit: number): PersonRow[] {
  return db
    .prepared<[Bound & { limit: number }], PersonRow>(
      `select e.enrolment_id as id, e.sequence_id as sequenceId, s.name as sequence, s.state, e.version,
              e.organization_id as organizationId, o.external_id as externalId, o.name as account, e.user_id as contactId,
              coalesce(u.name, u.email) as contact, e.entry_key as key, e.step_id as stepId, e.is_done as isDone, e.waits_for as waitsFor,
              e.wakes_at as until, i.stage, i.reason, case i.stage when 'waiting' then i.next_due end as nextDue,
              e.entered_at as enteredAt, e.entered_by as enteredBy, e.ended_at as endedAt, e.ended_why as endedWhy,
              exists (select 1 from operations p where p.state = 'pending' and p.kind in ('enrolment.end', 'enrolment.skip')
                        and json_extract(p.patch, '$.enrolment') = e.enrolment_id) as isPending
         ${from(which)}
        order by e.ended_at is not null, e.ended_at desc, e.wakes_at is null, e.wakes_at, e.enrolment_id limit @limit`,
    )
    .all({ ...boundOf(which), limit });
}

export function countPeople(db: ReadDb, which: WhichPeople): number {
  return (
    db
      .prepared<[Bound], number>(`select count(*) ${from(which)}`)
      .pluck()
      .get(boundOf(which)) ?? 0
  );
}

interface Bound {
  readonly sequence: string | null;
  readonly contact: number | null;
}

function boundOf({ sequenceId, contactId }: WhichPeople): Bound {
  return { sequence: sequenceId ?? null, contact: contactId ?? null };
}

/** One text for each way of asking, each with an index to go by. */
function from({ sequenceId, contactId, withEnded }: WhichPeople): string {
  const by = [
    ...(sequenceId === undefined ? ['@sequence is null'] : ['e.sequence_id = @sequence']),
    ...(contactId === undefined ? ['@contact is null'] : ['e.user_id = @contact']),
    ...(withEnded ? [] : ['e.ended_at is null']),
  ];
  return `from enrolments e join copied_sequences s on s.sequence_id = e.sequence_id
          join organizations o on o.organization_id = e.organization_id
          left join users u on u.user_id = e.user_id
          left join interventions i on i.run_id = e.message and e.waits_for = 'message'
         where ${by.join(' and ')}`;
}
