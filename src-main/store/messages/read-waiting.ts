import type { MessageAsking, MessageUnsettled, Waiting } from '../../engines/today/today-facts';
import type { CompanyCalendar } from '../../lib/company-calendar';
import { type WaitingRow, waitingByAccount } from '../desk/waiting-by-account';
import type { ReadDb } from '../types';
import { asksFirst } from './read-messages';

interface Row extends WaitingRow {
  readonly about: string | null;
  readonly name: string | null;
  /** What its day is told by: milliseconds since 1970. */
  readonly at: number;
}

/** A letter writes no subject of its own where a template does: the template's name stands for it. */
const about = `coalesce(json_extract(i.content, '$.subject'), t.name)`;
const from = `from interventions i join organizations o on o.organization_id = i.organization_id
  left join users u on u.user_id = i.user_id left join email_templates t on t.template_id = i.template_id`;

/** Messages that ask a person before they go, by account: those that the list of approvals has, the one that ends first. */
export function readApprovalsWaiting(
  db: ReadDb,
  calendar: CompanyCalendar,
  now: number,
): ReadonlyMap<number, Waiting<MessageAsking>> {
  const rows = db
    .prepared<[{ now: number }], Row>(
      `select i.organization_id as accountId, ${about} as about, u.name, i.created_at as since, i.expires_at as "at"
         ${from} where ${asksFirst} order by i.expires_at, i.row_id`,
    )
    .all({ now });
  // What ends with the last instant before a day begins can be approved up to the day before.
  return waitingByAccount(rows, calendar, (row, dayOf) => ({ ...named(row), untilDay: dayOf(row.at - 1) }));
}

/** Messages of which nobody knows whether they arrived, by account, the earliest first. */
export function readUnsettled(
  db: ReadDb,
  calendar: CompanyCalendar,
): ReadonlyMap<number, Waiting<MessageUnsettled>> {
  const rows = db
    .prepared<[], Row>(
      `select i.organization_id as accountId, ${about} as about, u.name, i.changed_at as since,
              coalesce(i.dot_at, i.changed_at) as "at"
         ${from} where i.stage = 'unknown' order by coalesce(i.dot_at, i.changed_at), i.row_id`,
    )
    .all();
  return waitingByAccount(rows, calendar, (row, dayOf) => ({ ...named(row), day: dayOf(row.at) }));
}

const named = ({ about, name }: Row) => ({ about, name });
