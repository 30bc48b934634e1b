import { eq } from 'drizzle-orm';
import type { AccountOverview } from '../../../src-preload/contract/account';
import { arrOf } from '../../../src-preload/contract/words';
import { dayOrNull, formatDay } from '../../lib/day';
import { othersAs } from '../../lib/other-money';
import { StewardError } from '../../lib/steward-error';
import { companyCalendar } from '../copy/company-calendar';
import { organizations } from '../schema/company';
import { readOverride } from '../scores/judgements';
import { readSpells } from '../scores/spells';
import { indicatorsOf } from '../scores/stored-indicators';
import { otherMrrOf } from '../scores/stored-money';
import { tooLittleOf } from '../scores/too-little';
import type { ReadDb } from '../types';
import { accountsWithSummary } from './accounts-with-summary';
import { attributesOf, readAttributes } from './attributes';
import { readLastContact } from './last-contact';
import { standingOf } from './standing-of';

/** What is copied and stored of an account; what follows from it is for others. */
type AccountHead = Omit<AccountOverview, 'breakdown' | 'champion' | 'levelReason' | 'missing' | 'standing'>;

/** The head of an account's screen. @throws StewardError not_found */
export function readAccount(db: ReadDb, id: number, today: number): AccountHead {
  const row = accountsWithSummary(db, today).where(eq(organizations.organizationId, id)).get();
  if (row === undefined) {
    throw new StewardError(
      'not_found',
      'This account is not in your copy: it was deleted, or it is no longer in your book of business.',
    );
  }
  const { organization, summary, shown, owner, stage } = row;
  const calendar = companyCalendar(db);
  const { standing, standingDay, standingText } = standingOf(row.standing, summary, organization, calendar);
  const spells = readSpells(db, id);
  const mrr = summary?.mrr ?? 0;
  return {
    id,
    externalId: organization.externalId,
    name: organization.name,
    owner,
    segment: organization.segment,
    industry: organization.industry,
    country: organization.country,
    attributes: attributesOf(readAttributes(db, 'account'), organization.attributes),
    stage,
    life: {
      standing,
      day: standingDay,
      text: standingText,
      spells: spells.map(({ from, to }) => ({ from: formatDay(from), to: to === 0 ? null : formatDay(to) })),
    },
    createdOn: formatDay(calendar.dayOf(organization.createdAt)),
    arr: arrOf(mrr),
    mrr,
    ...othersAs('otherMrr', otherMrrOf(summary?.otherMoney)),
    seats: summary?.seats ?? null,
    activeUsers: summary?.activeUsers ?? null,
    users: summary?.users ?? 0,
    renewsOn: dayOrNull(summary?.renewsOn),
    lastActivity: dayOrNull(summary?.lastActivityDay),
    lastContact: dayOrNull(readLastContact(db, id, today, calendar)),
    health: {
      score: summary?.score ?? null,
      band: summary?.band ?? null,
      confidence: summary?.confidence ?? null,
      tooLittle: tooLittleOf(summary),
      trend: summary?.trend ?? null,
      change28: summary?.change28 ?? null,
      riskLevel: shown.level,
      indicators: indicatorsOf(summary?.indicators),
      override: readOverride(db, id, today),
    },
  };
}
