/**
 * Whether what a mail says of a contact, that they are there no more, stands: nobody has said otherwise, at the company or here.
 * @param departures the table `contact_departures`, as the statement calls it
 */
export function standsAway(departures: string): string {
  return `(${departures}.settled_at is null and not exists (
    select 1 from operations said where said.kind = 'departure.settle' and said.entry = ${departures}.departure_id
       and said.state in ('pending', 'acknowledged')))`;
}

/**
 * Whether a contact counts as gone by that, for a condition on `users`: nobody turns to them.
 * @param users the table, as the statement calls it
 */
export function isAway(users: string): string {
  return `exists (select 1 from contact_departures away where away.user_id = ${users}.user_id and ${standsAway('away')})`;
}
