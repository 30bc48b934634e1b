import { ruleDefinitionSchema } from '../../../src-preload/contract/rules/rule-definition';
import { ruleStateSchema } from '../../../src-preload/contract/rules/rule-entry';
import { segmentDefinitionSchema } from '../../../src-preload/contract/rules/segment';
import {
  foldRule,
  foldSegment,
  type RuleKind,
  type SegmentKind,
  type StoredRule,
  type StoredSegment,
} from '../../lib/operations/fold-rule';
import { changedFields } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

interface CopiedEntry {
  readonly name: string;
  readonly definition: string;
  readonly author: string;
  readonly createdAt: number;
  readonly version: number;
  readonly changed: string;
  readonly removedAt: number | null;
}

const entryColumns =
  'name, definition, author, created_at as createdAt, version, changed, removed_at as removedAt';

/** One that this Steward can't read as a whole, of a newer one perhaps, is left out: half of it would address others than it means. */
export const ruleEntry: EntryFold<StoredRule, RuleKind> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], CopiedEntry & { state: string }>(
        `select ${entryColumns}, state from copied_rules where rule_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { changed, removedAt, ...row } = found;
    const definition = ruleDefinitionSchema.safeParse(JSON.parse(row.definition)).data;
    const state = ruleStateSchema.safeParse(row.state).data;
    if (definition === undefined || state === undefined) return null;
    return {
      row: { ...row, definition, state, isRemoved: removedAt !== null },
      changed: changedFields(changed),
    };
  },
  fold: foldRule,
  put(tx, entry, rule) {
    if (rule === null || rule.isRemoved) return dropEntry(tx, 'rules', entry);
    putEntry(tx, 'rules', entry, { ...columnsOf(rule), state: rule.state });
  },
};

export const segmentEntry: EntryFold<StoredSegment, SegmentKind> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], CopiedEntry>(`select ${entryColumns} from copied_segments where segment_id = ?`)
      .get(entry);
    if (found === undefined) return null;
    const { changed, removedAt, ...row } = found;
    const definition = segmentDefinitionSchema.safeParse(JSON.parse(row.definition)).data;
    if (definition === undefined) return null;
    return { row: { ...row, definition, isRemoved: removedAt !== null }, changed: changedFields(changed) };
  },
  fold: foldSegment,
  put(tx, entry, segment) {
    if (segment === null || segment.isRemoved) return dropEntry(tx, 'segments', entry);
    putEntry(tx, 'segments', entry, columnsOf(segment));
  },
};

function columnsOf({ name, definition, version, author, createdAt }: StoredRule | StoredSegment) {
  return { name, definition: JSON.stringify(definition), version, author, created_at: createdAt };
}
