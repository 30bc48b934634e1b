import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { AccountRow } from '../../../src-preload/contract/accounts';
import { CheckList } from '../../ui/filter/check-list';
import type { Column } from '../../ui/table/column';
import { firstColumns } from './account-columns';

/** Which columns the list shows. The account's name always stays. */
export function ColumnMenu({
  every,
  shown,
  onChange,
}: {
  every: readonly Column<AccountRow>[];
  shown: readonly string[];
  onChange: (shown: string[]) => void;
}) {
  function toggle(id: string): void {
    const wanted = shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id];
    onChange(every.map((column) => column.id).filter((column) => wanted.includes(column)));
  }
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" fw={400} leftSection={<IconColumns3 size={15} stroke={1.6} />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <CheckList label="Columns">
          {every.map((column) => (
            <Checkbox
              key={column.id}
              label={column.header}
              checked={column.id === 'name' || shown.includes(column.id)}
              disabled={column.id === 'name'}
              onChange={() => toggle(column.id)}
            />
          ))}
        </CheckList>
        <Button
          mt="md"
          size="compact-sm"
          variant="subtle"
          color="gray"
          fw={400}
          onClick={() => onChange([...firstColumns])}
        >
          Back to the usual ones
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
