import type { CompanyCalendar } from '../../lib/company-calendar';
import type { ReadDb } from '../types';

interface VersionRow {
  readonly rule: string;
  /** JSON of what it asks and does. */
  readonly parts: string;
  readonly madeAt: number;
}

/** By rule the day on which it last came to ask or do something else than before; rules that never did are left out. */
export function readRuleChanges(db: ReadDb, calendar: CompanyCalendar): Map<string, number> {
  const rows = db
    .prepared<[], VersionRow>(
      `select rule_id as rule, made_at as madeAt, json_array(
                json_extract(definition, '$.subject'), json_extract(definition, '$.conditions'), json_extract(definition, '$.actions'),
                json_extract(definition, '$.mode')) as parts
         from rule_versions order by rule_id, version`,
    )
    .all();
  const changes = new Map<string, number>();
  for (const [place, { rule, parts, madeAt }] of rows.entries()) {
    const before = rows[place - 1];
    if (before?.rule === rule && before.parts !== parts) changes.set(rule, calendar.dayOf(madeAt));
  }
  return changes;
}
