import type { People } from '../../engines/risk/advice/open-facts';
import { companyCalendar } from '../copy/company-calendar';
import type { ReadDb, Tx } from '../types';
import { isAway } from './departures';
import { objects } from './objections';

/** As the risk indicator has it. */
const detractorDays = 30;

/** Whom one can talk to at these accounts. Nobody of the company's own staff, who left or counts as gone by a mail, or who objects. */
export function readPeople(
  db: ReadDb | Tx,
  ids: readonly number[],
  today: number,
): ReadonlyMap<number, People> {
  const list = JSON.stringify(ids);
  const there = `u.is_internal is not 1 and u.deactivated_at is null and not ${objects('u')} and not ${isAway('u')}`;
  const keys = db
    .prepared<[string], { id: number; role: 'champion' | 'admin'; name: string }>(
      `select organization_id as id, role, min(name) as name from users u
       where organization_id in (select value from json_each(?)) and role in ('champion', 'admin') and ${there}
       group by organization_id, role`,
    )
    .all(list);
  const detractors = db
    .prepared<[string, number], { id: number; name: string }>(
      `select r.organization_id as id, u.name, max(r.responded_at) from survey_responses r
       join users u on u.user_id = r.user_id and ${there}
       where r.organization_id in (select value from json_each(?)) and r.kind = 'nps' and r.score <= 6
         and r.responded_at >= ? group by r.organization_id`,
    )
    .all(list, companyCalendar(db).startOf(today - detractorDays));
  const people = new Map<number, { champion: string | null; admin: string | null; detractor: string | null }>(
    ids.map((id) => [id, { champion: null, admin: null, detractor: null }]),
  );
  for (const { id, role, name } of keys) {
    const own = people.get(id);
    if (own !== undefined) own[role] = name;
  }
  for (const { id, name } of detractors) {
    const own = people.get(id);
    if (own !== undefined) own.detractor = name;
  }
  return people;
}
