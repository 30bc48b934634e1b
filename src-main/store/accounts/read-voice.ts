import { and, count, desc, eq, gte, lt, lte } from 'drizzle-orm';
import type { z } from 'zod';
import type { supportSchema, surveysSchema } from '../../../src-preload/contract/account';
import { companyCalendar } from '../copy/company-calendar';
import { supportTickets, surveyResponses, users } from '../schema/company';
import type { ReadDb } from '../types';
import { npsSql, openTicketsSql } from './voice-of-account';

const shown = 200;
/** Today is the last of them. */
const ticketDays = 90;

/** What the account asked of support: the latest tickets, of one person where one is named, and how many are open. */
export function readSupport(
  db: ReadDb,
  organizationId: number,
  now: number,
  personId?: number,
): z.infer<typeof supportSchema> {
  const calendar = companyCalendar(db);
  const today = calendar.dayOf(now);
  const since = calendar.startOf(today - ticketDays + 1);
  const ofAccount = and(
    eq(supportTickets.organizationId, organizationId),
    lt(supportTickets.openedAt, calendar.startOf(today + 1)),
  );
  const tickets = db
    .select({
      id: supportTickets.ticketId,
      subject: supportTickets.subject,
      severity: supportTickets.severity,
      openedAt: supportTickets.openedAt,
      resolvedAt: supportTickets.resolvedAt,
      satisfaction: supportTickets.satisfaction,
      contact: users.name,
    })
    .from(supportTickets)
    .leftJoin(users, eq(users.userId, supportTickets.userId))
    .where(and(ofAccount, personId === undefined ? undefined : eq(supportTickets.userId, personId)))
    .orderBy(desc(supportTickets.openedAt))
    .limit(shown)
    .all();
  const open = db
    .prepared<[{ id: number }], number>(`select ${openTicketsSql(':id', today, calendar)}`)
    .pluck()
    .get({ id: organizationId });
  const recent = db
    .select({ n: count() })
    .from(supportTickets)
    .where(and(ofAccount, gte(supportTickets.openedAt, since)))
    .get();
  return { open: open ?? 0, opened90: recent?.n ?? 0, tickets };
}

/** What the account's people answered; NPS of each person's latest answer in the last 180 days, -100 to 100. */
export function readSurveys(
  db: ReadDb,
  organizationId: number,
  now: number,
  personId?: number,
): z.infer<typeof surveysSchema> {
  const responses = db
    .select({
      id: surveyResponses.responseId,
      kind: surveyResponses.kind,
      score: surveyResponses.score,
      comment: surveyResponses.comment,
      respondedAt: surveyResponses.respondedAt,
      contact: users.name,
    })
    .from(surveyResponses)
    .leftJoin(users, eq(users.userId, surveyResponses.userId))
    .where(
      and(
        eq(surveyResponses.organizationId, organizationId),
        lte(surveyResponses.respondedAt, now),
        personId === undefined ? undefined : eq(surveyResponses.userId, personId),
      ),
    )
    .orderBy(desc(surveyResponses.respondedAt), desc(surveyResponses.responseId))
    .limit(shown)
    .all();
  return {
    nps: readNetPromoterScore(db, organizationId, now),
    responses,
  };
}

function readNetPromoterScore(db: ReadDb, organizationId: number, now: number): number | null {
  const calendar = companyCalendar(db);
  const statement = db.prepared<[{ id: number }], number | null>(
    `select ${npsSql(':id', calendar.dayOf(now), calendar)}`,
  );
  return statement.pluck().get({ id: organizationId }) ?? null;
}
