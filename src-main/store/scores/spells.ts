import { isAfterFirstMonth } from '../../engines/life/departures';
import type { Spell } from '../../engines/life/spells';
import type { ReadDb, Tx } from '../types';

type Row = readonly [
  beganDay: number,
  lastDay: number | null,
  endedBy: Spell['endedBy'],
  afterFirstMonth: number,
];

/** An account's spells, the earliest first. */
export function readSpells(db: ReadDb | Tx, organizationId: number): Spell[] {
  return rowsOf(db, organizationId).map(([from, lastDay, endedBy]) => ({ from, to: lastDay ?? 0, endedBy }));
}

/** Writes an account's spells where they are not what they were: most nights change none. */
export function putSpells(tx: Tx, organizationId: number, spells: readonly Spell[]): void {
  const rows = spells.map((spell): Row => {
    const { from, to, endedBy } = spell;
    return [from, to === 0 ? null : to, endedBy, to > 0 && isAfterFirstMonth(spell) ? 1 : 0];
  });
  if (JSON.stringify(rows) === JSON.stringify(rowsOf(tx, organizationId))) return;
  tx.prepared<[number]>('delete from account_spells where organization_id = ?').run(organizationId);
  const insert = tx.prepared<[number, ...Row]>(
    `insert into account_spells (organization_id, began_day, last_day, ended_by, after_first_month)
     values (?, ?, ?, ?, ?)`,
  );
  for (const row of rows) insert.run(organizationId, ...row);
}

function rowsOf(db: ReadDb | Tx, organizationId: number): Row[] {
  return db
    .prepared<[number], Row>(
      `select began_day, last_day, ended_by, after_first_month from account_spells
       where organization_id = ? order by began_day`,
    )
    .raw()
    .all(organizationId);
}
