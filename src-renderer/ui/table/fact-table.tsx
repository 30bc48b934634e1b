import type { ReactNode } from 'react';
import { WideRoom } from '../wide-room';
import classes from './fact-table.module.css';

/** A name at the head of a column, alone or with how it stands. */
type FactColumn =
  | string
  | {
      readonly name: string;
      /** Numbers stand at the right. */
      readonly align?: 'right';
      /** What it means, on hover. */
      readonly help?: string;
      /** For those who hear the table only. */
      readonly unseen?: boolean;
    };

interface FactTableProps {
  columns?: readonly FactColumn[];
  /** It stands in a room that scrolls. */
  fixed?: boolean;
  children: ReactNode;
}

/**
 * A short table of facts inside a section: up to a few hundred rows, no windowing. `children` are its rows, the name of
 * each in a `th` of scope `row`. Cells say how they stand: `data-align="right"`; `data-room="wide"` takes the room
 * that is left, as does `data-room="text"`; both go on in the next line. Rows of several lines are `data-tall`. Without `columns` it has
 * no head.
 */
export function FactTable({ columns, fixed = false, children }: FactTableProps) {
  const table = (
    <table className={classes.table}>
      {columns && (
        <thead>
          <tr>
            {columns.map((column) => (
              <FactHead key={typeof column === 'string' ? column : column.name} column={column} />
            ))}
          </tr>
        </thead>
      )}
      <tbody>{children}</tbody>
    </table>
  );
  return fixed ? table : <WideRoom label="Table, wider than its room">{table}</WideRoom>;
}

function FactHead({ column }: { column: FactColumn }) {
  if (typeof column === 'string') return <th scope="col">{column}</th>;
  const { name, align, help, unseen } = column;
  return (
    <th scope="col" data-align={align} title={help}>
      {unseen ? <span className="visually-hidden">{name}</span> : name}
    </th>
  );
}
