import type { ReactNode } from 'react';
import { rowHeight } from './data-table';
import classes from './table-room.module.css';

const mostRowsInSight = 16;

/** The room of a `DataTable` of `rows` rows at the foot of a section: as high as they are, up to sixteen of them. */
export function TableRoom({ rows, children }: { rows: number; children: ReactNode }) {
  return (
    <div className={classes.room} style={{ height: (Math.min(rows, mostRowsInSight) + 1) * rowHeight }}>
      {children}
    </div>
  );
}
