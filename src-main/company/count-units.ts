import type { ClientBase } from 'pg';
import { seatUnits } from '../lib/seat-units';
import type { FileReport } from './load-report';
import { literal, lowered } from './sql-literal';

/** SQL that is true for a text that means licensed users, in any case. */
export function meansSeats(unit: string): string {
  return `${lowered(unit)} IN (${seatUnits.map(literal).join(', ')})`;
}

/** Units remembered: a column of anything else than units may hold millions. */
const mostUnits = 100;

export interface UnitCount {
  /** Adds the good rows of the temporary table `checked`. */
  add(client: ClientBase): Promise<void>;
  counts(): FileReport['unknownUnits'];
}

/** Counts the units that are no licensed users: their rows have no known number of seats. */
export function startUnitCount(): UnitCount {
  const rowsOf = new Map<string, number>();
  return {
    async add(client) {
      const { rows } = await client.query<{ unit: string; rows: number }>(
        `SELECT unit, count(*)::int AS rows FROM checked
          WHERE problem IS NULL AND unit IS NOT NULL AND NOT ${meansSeats('unit')}
          GROUP BY unit ORDER BY rows DESC LIMIT ${mostUnits}`,
      );
      for (const { unit, rows: more } of rows) {
        const known = rowsOf.get(unit);
        if (known !== undefined || rowsOf.size < mostUnits) rowsOf.set(unit, (known ?? 0) + more);
      }
    },
    counts: () => [...rowsOf].map(([unit, rows]) => ({ unit, rows })).sort((a, b) => b.rows - a.rows),
  };
}
