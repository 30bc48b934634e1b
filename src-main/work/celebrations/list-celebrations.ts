import type {
  Celebration,
  CelebrationMail,
  CelebrationStateOfAll,
} from '../../../src-preload/contract/celebrations/celebrations';
import { milestoneDefinitionSchema } from '../../../src-preload/contract/milestones/milestone-definition';
import { celebrationsSign } from '../../engines/celebrations/sign';
import { formatDay } from '../../lib/day';
import { readReachedOf } from '../../store/celebrations/read-badges';
import {
  type CelebrationRow,
  readCelebrations,
  readFreshCelebrations,
} from '../../store/celebrations/read-celebrations';
import { type CelebrationMailRow, readCelebrationMails } from '../../store/celebrations/read-mails';
import { isCelebratingPending, readCelebrating } from '../../store/celebrations/read-settings';
import { readTemplates } from '../../store/templates/read-templates';
import type { ReadDb } from '../../store/types';

/** Whether a template of celebrations has a place for what a manager adds. */
export function hasPlaceForWords(mjml: string): boolean {
  return /\{\{[^}]*\bcelebration\.words\b/.test(mjml);
}

/** Of what was reached within three days Today tells; in milliseconds. */
const fresh = 72 * 3_600_000;

/** @param now milliseconds since 1970 */
export function listCelebrations(
  db: ReadDb,
  choice: Parameters<typeof readCelebrations>[1],
  now: number,
): { total: number; celebrations: Celebration[] } {
  const { total, rows } = readCelebrations(db, choice);
  const mails = Map.groupBy(
    readCelebrationMails(
      db,
      rows.map(({ id }) => id),
    ),
    ({ celebrationId }) => celebrationId,
  );
  const withWords = new Set(
    readTemplates(db).flatMap(({ id, mjml }) => (hasPlaceForWords(mjml) ? [id] : [])),
  );
  return { total, celebrations: rows.map((row) => shown(row, mails.get(row.id) ?? [], withWords, now)) };
}

function shown(
  { definition, achievedOn, ...row }: CelebrationRow,
  mails: readonly CelebrationMailRow[],
  withWords: ReadonlySet<string>,
  now: number,
): Celebration {
  const waiting = row.state === 'waiting';
  const toCome = mails.filter(({ stage }) => ['proposed', 'waiting', 'claimed'].includes(stage));
  return {
    ...row,
    ...lookOf(definition),
    achievedOn: formatDay(achievedOn),
    takesWords: waiting && toCome.some(({ templateId }) => templateId !== null && withWords.has(templateId)),
    canRelease:
      waiting &&
      toCome.some(({ stage, dueAt }) => stage === 'proposed' || (stage === 'waiting' && dueAt > now)),
    mails: mails.map(
      ({ runId, contactId, contact, stage, reason, until, others }): CelebrationMail => ({
        ...{ runId, contactId, contact, stage, reason, until, others },
      }),
    ),
  };
}

/** What of a milestone's definition its badge is chosen by. */
function lookOf(definition: string): { badge?: string; category: string } {
  const read = milestoneDefinitionSchema.safeParse(JSON.parse(definition)).data;
  return { category: read?.category ?? 'success', ...(read?.badge !== undefined && { badge: read.badge }) };
}

/** How achievements are celebrated, and by which templates they can be. */
export function celebratingState(db: ReadDb): CelebrationStateOfAll {
  return {
    settings: readCelebrating(db),
    isPending: isCelebratingPending(db),
    templates: readTemplates(db).flatMap(({ id, name, category, mjml, isArchived, isTransactional }) =>
      category === 'celebration' && !isArchived && !isTransactional
        ? [{ id, name, hasWords: hasPlaceForWords(mjml) }]
        : [],
    ),
  };
}

/** What Today says of one owner's celebrations, or of all (null). @param now milliseconds since 1970 */
export function signOfCelebrations(db: ReadDb, owner: number | null, now: number) {
  const told = readFreshCelebrations(db, owner, now - fresh);
  return celebrationsSign(told.map((one) => ({ ...one, isWaiting: one.isWaiting === 1 })));
}

/** What an account and its contacts have reached, the latest first. */
export function reachedBadges(db: ReadDb, organizationId: number) {
  return readReachedOf(db, organizationId).map(({ definition, reachedOn, ...row }) => ({
    ...row,
    ...lookOf(definition),
    reachedOn: formatDay(reachedOn),
  }));
}
