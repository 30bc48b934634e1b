import { Checkbox } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { AccountRow } from '../../../src-preload/contract/accounts';
import type { Column } from '../../ui/table/column';
import classes from './use-chosen-rows.module.css';

/**
 * Accounts chosen one by one, to do something with them together; they stay chosen while the list is sorted or narrowed.
 * @param every the list's columns, the same array as long as they are the same
 */
export function useChosenRows(every: readonly Column<AccountRow>[]) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(({ id }: AccountRow) => {
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const columns = useMemo(
    () => every.map((column) => (column.id === 'name' ? withBox(column, chosen, toggle) : column)),
    [every, chosen, toggle],
  );
  return { chosen, columns, toggle, none: () => setChosen(new Set()) };
}

/** The column with a box before what it shows. */
function withBox(
  column: Column<AccountRow>,
  chosen: ReadonlySet<number>,
  toggle: (row: AccountRow) => void,
): Column<AccountRow> {
  return {
    ...column,
    cell: (row) => (
      <span className={classes.named}>
        <Checkbox
          aria-label={`Choose ${row.name}`}
          title="Choose (x)"
          className={classes.box}
          tabIndex={-1}
          checked={chosen.has(row.id)}
          onChange={() => toggle(row)}
        />
        {column.cell(row)}
      </span>
    ),
  };
}
