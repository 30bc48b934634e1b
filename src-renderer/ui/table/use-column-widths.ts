import { useLocalStorage } from '@mantine/hooks';

/** Px by column id; columns that were never dragged are not in it. */
export type ColumnWidths = Readonly<Record<string, number>>;

const none: ColumnWidths = {};

/** The widths that a person gave to the columns of the table of this name, kept on this computer. */
export function useColumnWidths(table: string) {
  return useLocalStorage<ColumnWidths>({
    key: `steward-column-widths ${table}`,
    defaultValue: none,
    getInitialValueInEffect: false,
    deserialize: readWidths,
  });
}

/** What can't be read is no width: the column's own one stands. */
export function readWidths(kept: string | undefined): ColumnWidths {
  try {
    const widths: unknown = JSON.parse(kept ?? '{}');
    if (typeof widths !== 'object' || widths === null || Array.isArray(widths)) return none;
    return Object.fromEntries(
      Object.entries(widths).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= leastColumnWidth,
      ),
    );
  } catch {
    return none;
  }
}

export const leastColumnWidth = 48;
