import type { OperationKind } from '../../../src-preload/contract/operations';
import type { Tx } from '../types';

/** Kinds that hold for one version, where screens read it. */
const versioned: Readonly<Partial<Record<OperationKind, readonly [table: string, key: string]>>> = {
  'note.change': ['notes', 'note_id'],
  'view.save': ['saved_views', 'view_id'],
  'template.save': ['email_templates', 'template_id'],
  'rule.save': ['rules', 'rule_id'],
  'segment.save': ['segments', 'segment_id'],
  'sequence.save': ['sequences', 'sequence_id'],
  'cta.change': ['ctas', 'cta_id'],
  'cta.snooze': ['ctas', 'cta_id'],
  'cta.close': ['ctas', 'cta_id'],
  'cta.reopen': ['ctas', 'cta_id'],
  'task.change': ['cta_tasks', 'task_id'],
  'milestone.save': ['milestone_definitions', 'milestone_id'],
  'plan.save': ['success_plans', 'plan_id'],
  'activity_template.save': ['activity_templates', 'template_id'],
};

/** The version of an entry as screens show it now; undefined for kinds that hold for any, and for one that is gone. */
export function entryVersion(tx: Tx, kind: OperationKind, entry: string): number | undefined {
  const [table, key] = versioned[kind] ?? [];
  if (table === undefined) return undefined;
  return tx.prepared<[string], number>(`select version from ${table} where ${key} = ?`).pluck().get(entry);
}
