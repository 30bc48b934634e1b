import type { ReadDb } from '../types';

export interface HealthRow {
  readonly sequenceId: string;
  readonly stepId: string;
  readonly endedWhy: string | null;
  /** 1: came in by a definition of before. */
  readonly isEarlier: number;
  readonly people: number;
}

/** How many stand where in each sequence, and why others went out. */
export function readHealth(db: ReadDb): HealthRow[] {
  return db
    .prepared<[], HealthRow>(
      `select e.sequence_id as sequenceId, case when e.ended_at is null then e.step_id else '' end as stepId, e.ended_why as endedWhy,
              e.ended_at is null and e.version < coalesce(json_extract(s.changed, '$.definition'), 1) as isEarlier, count(*) as people
         from enrolments e join copied_sequences s on s.sequence_id = e.sequence_id
        group by 1, 2, 3, 4`,
    )
    .all();
}

/** Mails that went out, by sequence. */
export function readSent(db: ReadDb): Map<string, number> {
  const rows = db
    .prepared<[], { sequenceId: string; sent: number }>(
      `select sequence_id as sequenceId, count(*) as sent from interventions
        where stage in ('sent', 'bounced') and sequence_id is not null group by 1`,
    )
    .all();
  return new Map(rows.map(({ sequenceId, sent }) => [sequenceId, sent]));
}
