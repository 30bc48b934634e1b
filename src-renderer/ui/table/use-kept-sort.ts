import { useLocalStorage } from '@mantine/hooks';
import type { ColumnSort } from './column';

/** How the table of this name was sorted last, kept on this computer; null: never, or in a way that can't be read. */
export function useKeptSort(table: string) {
  return useLocalStorage<ColumnSort | null>({
    key: `steward-sort ${table}`,
    defaultValue: null,
    getInitialValueInEffect: false,
    deserialize: readSort,
  });
}

export function readSort(kept: string | undefined): ColumnSort | null {
  try {
    const sort: unknown = JSON.parse(kept ?? 'null');
    return isSort(sort) ? { key: sort.key, descending: sort.descending } : null;
  } catch {
    return null;
  }
}

function isSort(value: unknown): value is ColumnSort {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    'descending' in value &&
    typeof value.descending === 'boolean'
  );
}
