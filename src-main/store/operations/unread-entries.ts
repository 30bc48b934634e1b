import { isReadableConfig, isReadableView } from '../../lib/operations/readable';
import { markEntry } from '../copy/entry-marks';
import type { ReadDb, Tx } from '../types';
import { refoldMarked } from './refold';

interface CopiedText {
  readonly entry: string;
  /** JSON */
  readonly text: string;
  readonly name: string;
}

/** Views of the copy that no list shows: left out because they can't be read, or removed here a moment ago. */
const viewsNotShown = `select view_id as entry, view as text, name from copied_saved_views
  where removed_at is null and view_id not in (select view_id from saved_views) order by name, row_id`;
/** Score settings of the copy that are not among those that can be in force. */
const configsNotKept = `select op_id as entry, config as text, version as name from copied_score_configurations
  where op_id not in (select entry from score_configs where entry is not null) order by version desc`;
const namedViews = 10;

/**
 * What colleagues made with a newer Steward and this one can't read, in words. It stays in the copy as it is, and is read
 * once this desktop has a Steward that can.
 */
export function readUnreadEntries(db: ReadDb): string[] {
  const views = all(db, viewsNotShown).filter(({ text }) => !isReadableView(text));
  const latest = all(db, configsNotKept).find(({ text }) => !isReadableConfig(text));
  const sentences = views.slice(0, namedViews).map(({ name }) => `The view “${name}” ${update('to see it')}`);
  if (views.length > namedViews)
    sentences.push(`${views.length - namedViews} more views were saved by a newer Steward.`);
  if (latest !== undefined && isInForce(db, latest))
    sentences.unshift(
      `The company’s score settings ${latest.name} ${update('to score by them')} Until then this computer scores by those before.`,
    );
  return sentences;
}

const update = (purpose: string) =>
  `can’t be read, being of a newer Steward: update this one ${purpose}. Nothing was changed.`;

function isInForce(db: ReadDb, { name }: CopiedText): boolean {
  const last = db.prepared<[], number>('select max(version) from copied_score_configurations').pluck().get();
  return last === Number(name);
}

/**
 * Folds what another Steward left out and this one reads, and what that one showed and this one can't, although nothing of
 * either has changed: for the first start after an update.
 */
export function readEntriesAnew(tx: Tx): void {
  for (const { entry, text } of all(tx, viewsNotShown))
    if (isReadableView(text)) markEntry(tx, 'saved_views', entry);
  for (const { entry, text } of all(tx, 'select view_id as entry, view as text, name from saved_views'))
    if (!isReadableView(text)) markEntry(tx, 'saved_views', entry);
  for (const { entry, text } of all(tx, configsNotKept))
    if (isReadableConfig(text)) markEntry(tx, 'score_configurations', entry);
  refoldMarked(tx);
}

function all(db: ReadDb | Tx, sql: string): CopiedText[] {
  return db.prepared<[], CopiedText>(sql).all();
}
