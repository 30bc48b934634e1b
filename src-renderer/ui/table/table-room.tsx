import type { ReactNode } from 'react';
import { rowHeight } from './data-table';
import './table-room.css';

const mostRowsInSight = 16;

/** The room of a `DataTable` of `rows` rows at the foot of a section: as high as they are, up to sixteen of them. */
export function TableRoom({ rows, children }: { rows: number; children: ReactNode }) {
  return (
    <div className="table-room" style={{ height: (Math.min(rows, mostRowsInSight) + 1) * rowHeight }}>
      {children}
    </div>
  );
}
