import { auditKindTitle } from '../../../src-preload/contract/audit/audit-kinds';
import { daySchema } from '../../../src-preload/contract/domain';
import { pulseWord } from '../../../src-preload/contract/judgements';
import { counted, spellDay, spellScore } from '../../../src-preload/contract/words';
import { parseDay } from '../../lib/day';
import { chainSweptWords, keptWords, sweptAwayWords } from './kept-words';

/** What a row of the audit holds of what was done. */
export interface AuditDetails {
  readonly kind: string;
  readonly outcome: string | null;
  readonly details: Fields;
  readonly personal: Fields | null;
  /** What people wrote was there, and was erased. */
  readonly isErased: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

export interface AuditWords {
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What lost against somebody else's change. */
  readonly lost: string | null;
}

/** What a row tells, in words: what was done, what was there before and after. */
export function auditWords(row: AuditDetails): AuditWords {
  const { kind, details } = row;
  const title = auditKindTitle(kind);
  const nothing = { title, before: null, after: null, lost: null };
  if (kind === 'load') return { ...nothing, after: loadWords(details) };
  if (kind === 'setting') return { ...nothing, ...settingWords(details) };
  if (kind === 'retention') return { ...nothing, ...keptWords(details) };
  if (kind === 'retention.sweep') return { ...nothing, ...sweptAwayWords(details) };
  if (kind === 'audit.sweep') return { ...nothing, ...chainSweptWords(details) };
  if (kind === 're-anchor') return { ...nothing, after: anchorWords(details) };
  if (kind === 'account.merge' || kind === 'account.remove')
    return { ...nothing, before: goneWords(details) };
  const { of, change } = details;
  const named = typeof of === 'string' ? `${title}: ${of}` : title;
  if (change === 'truncate') return { ...nothing, title: named, after: 'All of them were removed.' };
  return { title: named, ...changeWords(row) };
}

function changeWords({ personal, isErased, outcome }: AuditDetails): Omit<AuditWords, 'title'> {
  if (isErased) return { before: null, after: 'What was written here was erased.', lost: null };
  const { before, after, lost } = personal ?? {};
  const [was, is] = differing(fieldsOf(before), fieldsOf(after));
  return {
    before: fieldWords(was),
    after:
      fieldWords(is) ??
      (outcome === 'merged' ? 'Nothing was changed: somebody had changed it before.' : null),
    lost: fieldWords(fieldsOf(lost)),
  };
}

/** Of what was changed, the fields that differ; all of them where something was made or ended. */
function differing(before: Fields | null, after: Fields | null): [Fields | null, Fields | null] {
  if (before === null || after === null) return [before, after];
  const keys = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const only = (fields: Fields) => Object.fromEntries(keys.map((key) => [key, fields[key]]));
  return [only(before), only(after)];
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** Long, or of no use to a person: that they changed is said, not how. */
const unsaid: Readonly<Record<string, string>> = {
  config: 'weights, measures and profiles',
  view: 'filter, sort and columns',
  content: 'subject and layout',
};
/** Ids and instants that say nothing beside the row's own. */
const passedOver = new Set([
  'disposition_id',
  'login',
  'organization_id',
  'made_at',
  'created_at',
  'kind_id',
]);
const bare = new Set(['text', 'reason', 'note', 'name', 'state']);

/** @returns a line for each field; null where there is none */
function fieldWords(fields: Fields | null): string | null {
  const lines = Object.entries(fields ?? {}).flatMap(([key, value]) => lineOf(key, value) ?? []);
  return lines.length === 0 ? null : lines.join('\n');
}

function lineOf(key: string, value: unknown): string | null {
  if (value === null || value === undefined || passedOver.has(key)) return null;
  if (key in unsaid) return unsaid[key] ?? null;
  if (key === 'points' && typeof value === 'number') return pulseWord(value);
  if (key === 'score' && typeof value === 'number') return spellScore(value);
  if (key === 'until_day' || key === 'day') return `${key === 'day' ? 'of' : 'until'} ${dayWords(value)}`;
  const said = spelled(value);
  return bare.has(key) ? said : `${key.replaceAll('_', ' ')}: ${said}`;
}

function dayWords(value: unknown): string {
  try {
    return spellDay(parseDay(daySchema.parse(value)));
  } catch {
    return spelled(value);
  }
}

const longest = 300;

function spelled(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const loadCounts: readonly (readonly [string, string])[] = [
  ['added', 'added'],
  ['changed', 'changed'],
  ['removed', 'removed'],
  ['setAside', 'set aside'],
];

function loadWords(tables: Fields): string {
  return Object.entries(tables)
    .map(([table, value]) => {
      const counts = fieldsOf(value) ?? {};
      const told = loadCounts.flatMap(([key, word]) =>
        typeof counts[key] === 'number' && counts[key] > 0 ? [`${counts[key]} ${word}`] : [],
      );
      return `${table.replaceAll('_', ' ')}: ${told.join(', ') || 'nothing new'}`;
    })
    .join('\n');
}

function settingWords({ before, after }: Fields): Pick<AuditWords, 'before' | 'after'> {
  const [was, is] = differing(fieldsOf(before), fieldsOf(after));
  return { before: fieldWords(was) ?? 'none', after: fieldWords(is) ?? 'none' };
}

function anchorWords({ reason, problems }: Fields): string {
  const accepted = typeof problems === 'number' ? counted(problems, 'break') : 'breaks';
  return `${accepted} accepted: ${typeof reason === 'string' ? reason : 'no reason given'}`;
}

function goneWords({ account, into }: Fields): string {
  return `${String(account)}${typeof into === 'number' ? `, into the account of number ${into}` : ''}`;
}
