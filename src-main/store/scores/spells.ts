import type { KeptSpell } from '../../engines/life/departures';
import type { Spell } from '../../engines/life/spells';
import type { ReadDb, Tx } from '../types';

type Row = readonly [
  beganDay: number,
  lastDay: number | null,
  endedBy: Spell['endedBy'],
  settledDay: number | null,
  afterFirstMonth: number,
];

/** An account's spells, the earliest first. */
export function readSpells(db: ReadDb | Tx, organizationId: number): Spell[] {
  return rowsOf(db, organizationId).map(([from, lastDay, endedBy]) => ({ from, to: lastDay ?? 0, endedBy }));
}

/** Writes an account's spells where they are not what they were: most nights change none. */
export function putSpells(tx: Tx, organizationId: number, spells: readonly KeptSpell[]): void {
  const rows = spells.map(
    ({ from, to, endedBy, settledDay, afterFirstMonth }): Row => [
      from,
      endedBy === null ? null : to,
      endedBy,
      settledDay,
      afterFirstMonth ? 1 : 0,
    ],
  );
  if (JSON.stringify(rows) === JSON.stringify(rowsOf(tx, organizationId))) return;
  tx.prepared<[number]>('delete from account_spells where organization_id = ?').run(organizationId);
  const insert = tx.prepared<[number, ...Row]>(
    `insert into account_spells (organization_id, began_day, last_day, ended_by, settled_day, after_first_month)
     values (?, ?, ?, ?, ?, ?)`,
  );
  for (const row of rows) insert.run(organizationId, ...row);
}

function rowsOf(db: ReadDb | Tx, organizationId: number): Row[] {
  return db
    .prepared<[number], Row>(
      `select began_day, last_day, ended_by, settled_day, after_first_month from account_spells
       where organization_id = ? order by began_day`,
    )
    .raw()
    .all(organizationId);
}
