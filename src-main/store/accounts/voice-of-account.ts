import type { CompanyCalendar } from '../../lib/company-calendar';
import { npsValidDays } from '../../lib/latest-answers';

/**
 * Tickets open on a day, as SQL over one account: the one count of the list, its filter, the file and the account's own
 * screen. @param account SQL of its id
 */
export function openTicketsSql(account: string, today: number, calendar: CompanyCalendar): string {
  return `(select count(*) from support_tickets ticket
    where ticket.organization_id = ${account} and ticket.resolved_at is null and ticket.opened_at < ${calendar.startOf(today + 1)})`;
}

/**
 * Net promoter score of each person's latest answer in 180 days, -100 to 100, null without answers, as SQL over one
 * account. The same as scoring's (lib/latest-answers.ts), over the same days. @param account SQL of its id
 */
export function npsSql(account: string, today: number, calendar: CompanyCalendar): string {
  return `(select 100.0 * (sum(score >= 9) - sum(score <= 6)) / count(*) from (
    select answer.score, row_number() over (
        partition by coalesce(answer.user_id, answer.unlisted_user_id, 0),
          case when coalesce(answer.user_id, answer.unlisted_user_id, 0) = 0 then answer.response_id end
        order by answer.responded_at desc, answer.response_id desc) as place
      from survey_responses answer
      where answer.organization_id = ${account} and answer.kind = 'nps'
        and answer.responded_at >= ${calendar.startOf(today - npsValidDays + 1)} and answer.responded_at < ${calendar.startOf(today + 1)})
    where place = 1)`;
}
