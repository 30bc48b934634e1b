import type { MeasureId } from '../../../src-preload/contract/health-config';
import { type ContactFacts, type ContactRisk, contactRisk } from '../../engines/health/contact-risk';
import { type JudgedHealth, judgedHealth } from '../../engines/health/judged';
import { measureAt } from '../../engines/health/measures';
import { unpackUserPage } from '../../engines/health/user-page';
import { nullIfNaN } from '../../lib/null-if-nan';
import { readLatestUserPage, readOpenSevere } from '../../store/accounts/read-contacts';
import type { ReadDb } from '../../store/types';
import { configOfVersion } from './current-config';

/** What the last scoring found of a contact. */
export interface ContactScore extends JudgedHealth, Pick<ContactFacts, 'silentDays' | 'useChange' | 'nps'> {}

/** Of an account's contacts that have a score, by number. */
export function contactScores(db: ReadDb, organizationId: number): Map<number, ContactScore> {
  const latest = readLatestUserPage(db, organizationId);
  if (latest === undefined) return new Map();
  const config = configOfVersion(db, latest.configVersion);
  const page = unpackUserPage(latest.rows, latest.payload);
  return new Map(
    Array.from(page.userId, (userId, row) => {
      const micropoints = page.score[row] ?? 0;
      const raw = (id: MeasureId) => nullIfNaN(page.raws.columns[measureAt[id]]?.[row] ?? Number.NaN);
      const judged = judgedHealth(config, micropoints, page.confidence[row] ?? 0);
      return [
        userId,
        {
          ...judged,
          silentDays: raw('days_since_activity'),
          useChange: raw('usage_trend'),
          nps: raw('nps'),
        },
      ];
    }),
  );
}

/** How much contacts of an account are at risk, by what is known of them. */
export function contactRisks(
  db: ReadDb,
  organizationId: number,
  scores: ReadonlyMap<number, ContactScore>,
): (userId: number) => ContactRisk | null {
  const openSevere = readOpenSevere(db, organizationId);
  return (userId) => {
    const score = scores.get(userId);
    return contactRisk({
      band: score?.band ?? null,
      silentDays: score?.silentDays ?? null,
      useChange: score?.useChange ?? null,
      nps: score?.nps ?? null,
      openSevere: openSevere.get(userId) ?? 0,
    });
  };
}
