import type { OperationKind } from '../../../src-preload/contract/operations';
import type { OpenOperation } from '../../lib/operations/operation';
import type { EntityTableName } from '../copy/copied-tables';
import { markCopiedEntries, takeMarks } from '../copy/entry-marks';
import type { Tx } from '../types';
import { activityTemplateEntry } from './activity-template-entry';
import { configEntry } from './config-entry';
import { ctaEntry } from './cta-entry';
import { dispositionEntry, viewEntry } from './desk-entries';
import type { EntryFold } from './entry-fold';
import { holidayEntry } from './holiday-entry';
import { overrideEntry, pulseEntry } from './judgement-entries';
import { milestoneEntry, planEntry } from './milestone-entries';
import { noteEntry } from './note-entry';
import { objectionEntry } from './objection-entry';
import { openOperation } from './open-operation';
import { openOperationsOf } from './outbox';
import { ruleEntry, segmentEntry } from './rule-entries';
import { sequenceEntry } from './sequence-entry';
import { taskEntry } from './task-entry';
import { brandEntry, templateEntry } from './template-entries';

/** The company's table in which the entries of a kind lie. */
const tableOfDomain = {
  note: 'notes',
  pulse: 'pulses',
  override: 'score_overrides',
  objection: 'profiling_objections',
  today: 'today_dispositions',
  view: 'saved_views',
  config: 'score_configurations',
  template: 'email_templates',
  brand: 'brand_settings',
  rule: 'rules',
  segment: 'segments',
  sequence: 'sequences',
  cta: 'ctas',
  task: 'cta_tasks',
  holiday: 'holidays',
  milestone: 'milestone_definitions',
  plan: 'success_plans',
  activity_template: 'activity_templates',
} as const satisfies Record<string, EntityTableName>;

type Domain = keyof typeof tableOfDomain;
type KindOf<D extends Domain> = Extract<OperationKind, `${D}.${string}`>;

/** Null: of messages, sending and consent, of which the company alone says what becomes of them. Screens show what waits beside. */
function domainOf(kind: OperationKind): Domain | null {
  const domain = kind.slice(0, kind.indexOf('.'));
  return Object.hasOwn(tableOfDomain, domain) ? (domain as Domain) : null;
}

/** Folds what screens read of an entry again, after its operation was written down or answered. */
export function refold(tx: Tx, kind: OperationKind, entry: string): void {
  const domain = domainOf(kind);
  if (domain !== null) refoldEntry(tx, tableOfDomain[domain], entry);
}

/** Folds every marked entry: what a pull has changed of the copy. @returns how many */
export function refoldMarked(tx: Tx): number {
  const marks = takeMarks(tx);
  for (const { table, entry } of marks) refoldEntry(tx, table, entry);
  return marks.length;
}

/** Marks all that there is: what is in the copy, what is on its way, and what was before a load. */
export function markAllEntries(tx: Tx): void {
  markCopiedEntries(tx);
  for (const [domain, table] of Object.entries(tableOfDomain)) {
    tx.prepared<[string, string]>(
      `insert or ignore into entry_marks (table_name, entry)
       select ?, entry from operations where kind like ? || '.%'`,
    ).run(table, domain);
  }
}

function refoldEntry(tx: Tx, table: EntityTableName, entry: string): void {
  if (table === 'notes') foldInto(tx, entry, 'note', noteEntry);
  else if (table === 'pulses') foldInto(tx, entry, 'pulse', pulseEntry);
  else if (table === 'score_overrides') foldInto(tx, entry, 'override', overrideEntry);
  else if (table === 'today_dispositions') foldInto(tx, entry, 'today', dispositionEntry);
  else if (table === 'saved_views') foldInto(tx, entry, 'view', viewEntry);
  else if (table === 'score_configurations') foldInto(tx, entry, 'config', configEntry);
  else if (table === 'profiling_objections') foldInto(tx, entry, 'objection', objectionEntry);
  else if (table === 'email_templates') foldInto(tx, entry, 'template', templateEntry);
  else if (table === 'brand_settings') foldInto(tx, entry, 'brand', brandEntry);
  else if (table === 'rules') foldInto(tx, entry, 'rule', ruleEntry);
  else if (table === 'segments') foldInto(tx, entry, 'segment', segmentEntry);
  else if (table === 'sequences') foldInto(tx, entry, 'sequence', sequenceEntry);
  else if (table === 'ctas') foldInto(tx, entry, 'cta', ctaEntry);
  else if (table === 'cta_tasks') foldInto(tx, entry, 'task', taskEntry);
  else if (table === 'holidays') foldInto(tx, entry, 'holiday', holidayEntry);
  else if (table === 'milestone_definitions') foldInto(tx, entry, 'milestone', milestoneEntry);
  else if (table === 'success_plans') foldInto(tx, entry, 'plan', planEntry);
  else if (table === 'activity_templates') foldInto(tx, entry, 'activity_template', activityTemplateEntry);
}

function foldInto<Row, D extends Domain>(
  tx: Tx,
  entry: string,
  domain: D,
  by: EntryFold<Row, KindOf<D>>,
): void {
  const copied = by.copied(tx, entry);
  let row: Row | null = copied === null ? null : copied.row;
  for (const outbox of openOperationsOf(tx, entry)) {
    const operation = openOperation(tx, outbox, copied?.changed ?? null);
    // One that names an entry of another kind changes nothing of it: the company refuses it.
    if (operation !== null && domainOf(operation.kind) === domain)
      row = by.fold(row, operation as OpenOperation<KindOf<D>>);
  }
  by.put(tx, entry, row);
}
