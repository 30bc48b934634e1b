import { useLocalStorage } from '@mantine/hooks';
import { ownerKey } from './today-query';

/** Whose accounts are shown, as it was chosen last; null: every owner's. */
export function useOwner() {
  return useLocalStorage<number | null>({
    key: ownerKey,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
}
