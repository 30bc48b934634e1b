import type { CompanyCalendar } from '../../lib/company-calendar';
import { npsValidDays } from '../../lib/latest-answers';

/**
 * Rows `(organization_id, open)` of the accounts that have open tickets: those opened by a day and not resolved. The one
 * count of the list, its filter, the file and the account's own screen.
 * @param account SQL of an account's id, where one alone is asked for
 */
export function openTicketsByAccount(today: number, calendar: CompanyCalendar, account?: string): string {
  return `(select ticket.organization_id, count(*) as open from support_tickets ticket
    where ${of('ticket', account)} ticket.resolved_at is null and ticket.opened_at < ${calendar.startOf(today + 1)}
    group by ticket.organization_id)`;
}

/**
 * Rows `(organization_id, nps)` of the accounts with answers: the net promoter score of each person's latest answer in
 * 180 days, -100 to 100. The same as scoring's (lib/latest-answers.ts), over the same days.
 * @param account SQL of an account's id, where one alone is asked for
 */
export function npsByAccount(today: number, calendar: CompanyCalendar, account?: string): string {
  return `(select organization_id, 100.0 * (sum(score >= 9) - sum(score <= 6)) / count(*) as nps from (
    select answer.organization_id, answer.score, row_number() over (
        partition by answer.organization_id, coalesce(answer.user_id, answer.unlisted_user_id, 0),
          case when coalesce(answer.user_id, answer.unlisted_user_id, 0) = 0 then answer.response_id end
        order by answer.responded_at desc, answer.response_id desc) as place
      from survey_responses answer
      where ${of('answer', account)} answer.kind = 'nps'
        and answer.responded_at >= ${calendar.startOf(today - npsValidDays + 1)} and answer.responded_at < ${calendar.startOf(today + 1)})
    where place = 1 group by organization_id)`;
}

function of(table: string, account: string | undefined): string {
  return account === undefined ? '' : `${table}.organization_id = ${account} and`;
}

/** The count of one account, as an SQL value; 0 without any. */
export function openTicketsSql(account: string, today: number, calendar: CompanyCalendar): string {
  return `coalesce((select open from ${openTicketsByAccount(today, calendar, account)}), 0)`;
}

/** The score of one account, as an SQL value; null without answers. */
export function npsSql(account: string, today: number, calendar: CompanyCalendar): string {
  return `(select nps from ${npsByAccount(today, calendar, account)})`;
}
