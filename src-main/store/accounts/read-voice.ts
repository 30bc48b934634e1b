import { and, count, desc, eq, gte, isNull, lte } from 'drizzle-orm';
import type { z } from 'zod';
import type { supportSchema, surveysSchema } from '../../../src-preload/contract/account';
import { millisecondsPerDay } from '../../lib/day';
import { supportTickets, surveyResponses, users } from '../schema/company';
import type { ReadDb } from '../types';

const shown = 200;

/** What the account asked of support: the latest tickets, and how many are open. */
export function readSupport(db: ReadDb, organizationId: number, now: number): z.infer<typeof supportSchema> {
  const ofAccount = and(eq(supportTickets.organizationId, organizationId), lte(supportTickets.openedAt, now));
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
    .where(ofAccount)
    .orderBy(desc(supportTickets.openedAt))
    .limit(shown)
    .all();
  const open = db
    .select({ n: count() })
    .from(supportTickets)
    .where(and(ofAccount, isNull(supportTickets.resolvedAt)))
    .get();
  const recent = db
    .select({ n: count() })
    .from(supportTickets)
    .where(and(ofAccount, gte(supportTickets.openedAt, now - 90 * millisecondsPerDay)))
    .get();
  return { open: open?.n ?? 0, opened90: recent?.n ?? 0, tickets };
}

/** What the account's people answered; NPS of each person's latest answer in the last 180 days, -100 to 100. */
export function readSurveys(db: ReadDb, organizationId: number, now: number): z.infer<typeof surveysSchema> {
  const responses = db
    .select({
      id: surveyResponses.responseId,
      kind: surveyResponses.kind,
      score: surveyResponses.score,
      comment: surveyResponses.comment,
      respondedAt: surveyResponses.respondedAt,
      contact: users.name,
      userId: surveyResponses.userId,
    })
    .from(surveyResponses)
    .leftJoin(users, eq(users.userId, surveyResponses.userId))
    .where(and(eq(surveyResponses.organizationId, organizationId), lte(surveyResponses.respondedAt, now)))
    .orderBy(desc(surveyResponses.respondedAt))
    .limit(shown)
    .all();
  const fresh = responses.filter(
    ({ kind, respondedAt }) => kind === 'nps' && respondedAt >= now - 180 * millisecondsPerDay,
  );
  return {
    nps: netPromoterScore(latestPerPerson(fresh)),
    responses: responses.map(({ userId: _userId, ...response }) => response),
  };
}

function latestPerPerson<T extends { id: number; userId: number | null }>(newestFirst: readonly T[]): T[] {
  const seen = new Set<string>();
  return newestFirst.filter(({ id, userId }) => {
    const person = userId === null ? `response ${id}` : `user ${userId}`;
    if (seen.has(person)) return false;
    seen.add(person);
    return true;
  });
}

/** Promoters (9-10) less detractors (0-6), in points (Reichheld 2003); null without answers. */
function netPromoterScore(answers: readonly { score: number }[]): number | null {
  if (answers.length === 0) return null;
  const promoters = answers.filter(({ score }) => score >= 9).length;
  const detractors = answers.filter(({ score }) => score <= 6).length;
  return (100 * (promoters - detractors)) / answers.length;
}
