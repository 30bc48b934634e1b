import type { Ground, Table } from '../reports/table';

/** A report as a table. */
export interface ReportTable {
  readonly table: Table;
  /** What the file is called, without its ending. */
  readonly name: string;
  readonly grounds: readonly Ground[];
}
