import { Menu } from '@mantine/core';
import { IconClipboardText, IconTable } from '@tabler/icons-react';
import type { Copied } from './copied-at';
import { copyFigure, copyRows } from './copy-figure';

/** What a menu offers to copy of the place it was asked for at. */
export function CopyItems({ copied: { figure, table } }: { copied: Copied }) {
  return (
    <>
      {figure !== null && (
        <Menu.Item
          leftSection={<IconClipboardText size={15} stroke={1.6} />}
          onClick={() => copyFigure(figure)}
        >
          Copy “{figure.label}” with what it is of
        </Menu.Item>
      )}
      {table !== null && (
        <Menu.Item leftSection={<IconTable size={15} stroke={1.6} />} onClick={() => copyRows(table)}>
          {table.rows.length > 1 ? `Copy the ${table.rows.length} chosen rows` : 'Copy row'}
        </Menu.Item>
      )}
    </>
  );
}
