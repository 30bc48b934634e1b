import {
  type MeansKind,
  type MeasuredMeans,
  measuredMeansSchema,
} from '../../../src-preload/contract/effect/measured-means';
import type { ReadDb, Tx } from '../types';

/** What was measured last, through which day. */
interface MeasuredReport {
  readonly throughDay: number;
  readonly means: readonly MeasuredMeans[];
}

/** Of one kind. */
export function readMeasuredOf(db: ReadDb, kind: MeansKind): MeasuredMeans[] {
  return db
    .prepared<[string], string>('select measured from measured_means where kind = ? order by id')
    .pluck()
    .all(kind)
    .map((text) => measuredMeansSchema.parse(JSON.parse(text)));
}

export function readMeasured(db: ReadDb, kind: MeansKind, id: string): MeasuredMeans | null {
  const text = db
    .prepared<[string, string], string>('select measured from measured_means where kind = ? and id = ?')
    .pluck()
    .get(kind, id);
  return text === undefined ? null : measuredMeansSchema.parse(JSON.parse(text));
}

/** Whether anything was ever done that can be measured. */
export function hasDeeds(db: ReadDb | Tx): boolean {
  return (
    db
      .prepared<[], number>(
        'select exists (select 1 from rule_firings) or exists (select 1 from interventions) or exists (select 1 from enrolments)',
      )
      .pluck()
      .get() === 1
  );
}

/** Whether it was not yet measured through this day. */
export function needsReport(db: ReadDb | Tx, throughDay: number): boolean {
  return hasDeeds(db) && (readReportDay(db) ?? Number.NEGATIVE_INFINITY) < throughDay;
}

/** Through which day it was measured last; null: it never was. */
export function readReportDay(db: ReadDb | Tx): number | null {
  return db.prepared<[], number | null>('select max(through_day) from measured_means').pluck().get() ?? null;
}

/** Replaces all that was measured before. */
export function putReport(tx: Tx, { throughDay, means }: MeasuredReport): void {
  tx.prepared<[]>('delete from measured_means').run();
  const add = tx.prepared<[string, string, number, string]>(
    'insert into measured_means (kind, id, through_day, measured) values (?, ?, ?, ?)',
  );
  for (const one of means) add.run(one.kind, one.id, throughDay, JSON.stringify(one));
}
