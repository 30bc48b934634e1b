import type { z } from 'zod';
import type { contactRowSchema } from '../../../../src-preload/contract/contacts';
import { trpc } from '../../../api/client';
import { useWindowedRows } from '../../../api/use-windowed-rows';

export type ContactRow = z.infer<typeof contactRowSchema>;

/** The contacts of an account, of which only the pages in sight are fetched. */
export function useContactRows(id: number, search: string) {
  return useWindowedRows(`${id} ${search}`, (window) =>
    trpc.account.contacts.queryOptions({ id, ...(search && { search }), ...window }),
  );
}
