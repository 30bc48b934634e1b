import type { CompanyCalendar } from '../../lib/company-calendar';
import type { ReadDb } from '../types';

/**
 * Rows `(organization_id, at)` of every time at which people of the team and of an account spoke: what took place by a
 * note (calls, meetings and the like), and answers. What went out, and what was opened, is none. The one count of the list, its
 * file, the account's own screen, scores and rules.
 * @param whose SQL behind an account's id, where not all are asked for
 */
function contactsSql(whose?: string): string {
  const of = (table: string) => (whose === undefined ? '' : `${table}.organization_id ${whose} and`);
  return `select talk.organization_id, talk.happened_at as at from notes talk
           where ${of('talk')} talk.activity is not null and talk.happened_at is not null
          union all
          select answer.organization_id, answer.came_at as at from incoming_mails answer
           where ${of('answer')} answer.kind = 'reply'`;
}

/** Rows `(organization_id, at)`: the last of each account, through a day. */
export function lastContactByAccount(today: number, calendar: CompanyCalendar): string {
  return `(select organization_id, max(at) as at from (${contactsSql()})
    where at < ${calendar.startOf(today + 1)} group by organization_id)`;
}

/** That of one account, in milliseconds, as an SQL value; null where nobody spoke yet. */
export function lastContactSql(account: string, today: number, calendar: CompanyCalendar): string {
  return `(select max(at) from (${contactsSql(`= ${account}`)}) where at < ${calendar.startOf(today + 1)})`;
}

/** The day of the last one of an account; null where nobody spoke yet. */
export function readLastContact(
  db: ReadDb,
  organizationId: number,
  today: number,
  calendar: CompanyCalendar,
): number | null {
  const at = db
    .prepared<[{ id: number }], number | null>(`select ${lastContactSql('@id', today, calendar)}`)
    .pluck()
    .get({ id: organizationId });
  return at == null ? null : calendar.dayOf(at);
}

/** SQL of every one of these accounts, by account and then by time. It takes a JSON list of their ids. */
export const contactsOfSql = `with chosen as (select value as id from json_each(?))
  select organization_id, at from (${contactsSql('in (select id from chosen)')}) order by organization_id, at`;

/** Every one of all accounts that the copy has, in the order of their days. */
export function readContacts(
  db: ReadDb,
  calendar: CompanyCalendar,
): { readonly organizationId: number; readonly day: number }[] {
  return db
    .prepared<[], [number, number]>(`select organization_id, at from (${contactsSql()}) order by at`)
    .raw()
    .all()
    .map(([organizationId, at]) => ({ organizationId, day: calendar.dayOf(at) }));
}
