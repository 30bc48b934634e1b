/** What the company's own rows say happened: to its tickets, surveys, subscriptions, contacts and milestones. */
import type { TicketSeverity } from '../../../src-preload/contract/domain';
import { spellOther } from '../../../src-preload/contract/money';
import { spellAmount } from '../../../src-preload/contract/words';
import type { TermFact, TicketFact } from '../../engines/timeline/timeline-fact';
import { isTrialSql } from '../accounts/trials';
import { placed, rowsByDay, rowsByInstant, type TimelineSource } from './source';

interface TicketRow {
  readonly subject: string;
  readonly severity: TicketSeverity;
  readonly openedAt: number;
  readonly satisfaction: number | null;
}

function ticketsSource(what: TicketFact['what'], at: string): TimelineSource {
  return {
    kind: 'ticket',
    neverByPeople: true,
    read: (db, scope) =>
      rowsByInstant<TicketRow>(
        db,
        {
          select: 's.subject, s.severity, s.opened_at as openedAt, s.satisfaction, null as author',
          of: `support_tickets s left join users u on u.user_id = s.user_id
               where s.organization_id = @organizationId and ${at} is not null`,
          at,
          key: `('ticket-${what} ' || s.ticket_id)`,
          contact: 's.user_id',
        },
        scope,
      ).map(({ subject, severity, openedAt, satisfaction, ...row }) =>
        placed(row, {
          kind: 'ticket',
          ...{ what, subject, severity, satisfaction },
          openedDay: scope.calendar.dayOf(openedAt),
        }),
      ),
  };
}

export const openedTicketsSource = ticketsSource('opened', 's.opened_at');
export const resolvedTicketsSource = ticketsSource('resolved', 's.resolved_at');

export const surveysSource: TimelineSource = {
  kind: 'survey',
  neverByPeople: true,
  read: (db, scope) =>
    rowsByInstant<{ survey: 'nps' | 'csat' | 'ces'; score: number; comment: string | null }>(
      db,
      {
        select: 's.kind as survey, s.score, s.comment, null as author',
        of: `survey_responses s left join users u on u.user_id = s.user_id where s.organization_id = @organizationId`,
        at: 's.responded_at',
        key: `('survey ' || s.response_id)`,
        contact: 's.user_id',
      },
      scope,
    ).map(({ survey, score, comment, ...row }) => placed(row, { kind: 'survey', survey, score, comment })),
};

interface TermRow {
  readonly product: string;
  readonly mrr: number;
  readonly currency: string | null;
  readonly isTrial: number;
}

function termsSource(what: TermFact['what'], day: string, condition: string): TimelineSource {
  return {
    kind: 'term',
    neverByPeople: true,
    neverOfContacts: true,
    read: (db, scope) =>
      rowsByDay<TermRow>(
        db,
        {
          select: `product, mrr, coalesce(currency, (select currency from sync_state where id = 1)) as currency,
                   ${isTrialSql} as isTrial, null as author`,
          of: `subscriptions where organization_id = @organizationId and ${condition}`,
          at: day,
          key: `('term-${what} ' || subscription_id)`,
        },
        scope,
      ).map(({ product, mrr, currency, isTrial, ...row }) =>
        placed(
          row,
          {
            kind: 'term',
            what,
            product,
            isTrial: isTrial === 1,
            money: currency === null ? spellAmount(mrr) : spellOther({ currency, amount: mrr }),
          },
          { isWholeDay: true },
        ),
      ),
  };
}

export const begunTermsSource = termsSource('began', 'started_on', 'true');
export const endedTermsSource = termsSource('ended', 'ended_on', 'ended_on is not null');
/** Of a term that ended by then, its end alone is told. */
export const renewalsSource = termsSource(
  'renewal',
  'renews_on',
  'renews_on is not null and (ended_on is null or ended_on > renews_on)',
);

interface MilestoneRow {
  readonly name: string;
  readonly before: number;
  readonly progress: number;
  readonly reason: string | null;
}

/** Milestones that were reached, or are reached no more, and what people set by hand. */
export const milestonesSource: TimelineSource = {
  kind: 'milestone',
  read: (db, scope) =>
    rowsByDay<MilestoneRow>(
      db,
      {
        select: 'd.name, h.progress_before as before, h.progress, h.author, h.reason',
        of: `milestone_progress_history h join copied_milestone_definitions d on d.milestone_id = h.milestone_id
             left join users u on u.user_id = h.user_id
             where h.organization_id = @organizationId
               and (h.author is not null or (h.progress = 100) <> (h.progress_before = 100))`,
        at: 'h.day',
        key: `('milestone ' || printf('%012d', h.row_id))`,
        contact: 'h.user_id',
        byPeople: 'h.author is not null',
      },
      scope,
    ).map(({ name, before, progress, reason, ...row }) =>
      placed(
        row,
        { kind: 'milestone', name, before, progress, reason, isByHand: row.author !== null },
        { isWholeDay: true },
      ),
    ),
};

export const leftContactsSource: TimelineSource = {
  kind: 'contact',
  neverByPeople: true,
  read: (db, scope) =>
    rowsByInstant(
      db,
      {
        select: 'null as author',
        of: 'users u where u.organization_id = @organizationId and u.deactivated_at is not null',
        at: 'u.deactivated_at',
        key: `('left ' || u.user_id)`,
        contact: 'u.user_id',
      },
      scope,
    ).map((row) => placed(row, { kind: 'contact', what: 'left' })),
};

/** Contacts of whom a mail says that they are there no more, as long as nobody found them there. */
export const departuresSource: TimelineSource = {
  kind: 'contact',
  neverByPeople: true,
  read: (db, scope) =>
    rowsByDay<{ how: 'bounced' | 'gone' }>(
      db,
      {
        select: 'd.how, null as author',
        of: `contact_departures d left join users u on u.user_id = d.user_id
             where d.organization_id = @organizationId and d.settled_at is null`,
        at: 'd.noticed_on',
        key: `('departure ' || d.departure_id)`,
        contact: 'd.user_id',
      },
      scope,
    ).map(({ how, ...row }) => placed(row, { kind: 'contact', what: how }, { isWholeDay: true })),
};
