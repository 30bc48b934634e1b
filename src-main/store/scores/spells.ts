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

/** A spell of any account. */
export interface AccountSpell {
  readonly organizationId: number;
  readonly beganDay: number;
  /** The last day as a customer; null while it goes on. */
  readonly lastDay: number | null;
}

/** Every spell of every account, by account, the earliest first. */
export function readAllSpells(db: ReadDb): AccountSpell[] {
  return db
    .prepared<[], AccountSpell>(
      `select organization_id as organizationId, began_day as beganDay, last_day as lastDay from account_spells
       order by organization_id, began_day`,
    )
    .all();
}

/** Rows of spells by account, as they are stored. */
export type StoredSpells = ReadonlyMap<number, readonly Row[]>;

export function readStoredSpells(db: ReadDb | Tx, organizationIds: readonly number[]): StoredSpells {
  const spells = new Map<number, Row[]>();
  const rows = db
    .prepared<[string], [number, ...Row]>(
      `select organization_id, began_day, last_day, ended_by, settled_day, after_first_month from account_spells
       where organization_id in (select value from json_each(?)) order by organization_id, began_day`,
    )
    .raw()
    .all(JSON.stringify(organizationIds));
  for (const [id, ...row] of rows) {
    const own = spells.get(id);
    if (own === undefined) spells.set(id, [row]);
    else own.push(row);
  }
  return spells;
}

/** Writes an account's spells where they are not what they were: most nights change none. @param before as stored */
export function putSpells(
  tx: Tx,
  organizationId: number,
  spells: readonly KeptSpell[],
  before: StoredSpells,
): void {
  const rows = spells.map(
    ({ from, to, endedBy, settledDay, afterFirstMonth }): Row => [
      from,
      endedBy === null ? null : to,
      endedBy,
      settledDay,
      afterFirstMonth ? 1 : 0,
    ],
  );
  if (isSame(rows, before.get(organizationId) ?? [])) return;
  tx.prepared<[number]>('delete from account_spells where organization_id = ?').run(organizationId);
  const insert = tx.prepared<[number, ...Row]>(
    `insert into account_spells (organization_id, began_day, last_day, ended_by, settled_day, after_first_month)
     values (?, ?, ?, ?, ?, ?)`,
  );
  for (const row of rows) insert.run(organizationId, ...row);
}

function isSame(left: readonly Row[], right: readonly Row[]): boolean {
  return (
    left.length === right.length &&
    left.every((row, place) => row.every((value, column) => value === right[place]?.[column]))
  );
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
