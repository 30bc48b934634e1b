import type { CompanyState } from '../../../src-main/sync/wire/company-state';
import type { Connection } from '../../../src-main/sync/wire/connect';

/** @param by milliseconds @returns what makes a connection to a server into one whose clock is ahead by so much */
export function clockAhead(by: number): (connection: Connection) => Connection {
  return (connection) => ({
    ...connection,
    async query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
      const rows = await connection.query<Row>(text, values);
      return rows.map((row) => (isCompanyState(row) ? { ...row, now: row.now + by } : row));
    },
  });
}

function isCompanyState(row: object): row is Pick<CompanyState, 'now'> {
  return 'now' in row && typeof row.now === 'number' && 'snapshot' in row;
}
