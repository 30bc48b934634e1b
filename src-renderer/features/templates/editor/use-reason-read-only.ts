import { useQuery } from '@tanstack/react-query';
import { isAtLeast } from '../../../../src-preload/contract/roles';
import type { Template } from '../../../../src-preload/contract/templates/templates';
import { trpc } from '../../../api/client';

/** Why a template can't be changed here, in words; null: it can. */
export function useReasonReadOnly(saved: Template | null): string | null {
  const me = useQuery(trpc.settings.me.queryOptions()).data;
  // Until it is known nothing is offered, and nothing said either.
  if (me === undefined) return '';
  if (!isAtLeast(me.role, 'manager')) return 'You can read and preview templates; managers write them.';
  if (saved?.isTransactional && me.role !== 'admin')
    return 'This one is transactional: it goes to people who unsubscribed, too. Only admins change it.';
  if (saved?.isArchived) return 'This one is archived. Bring it back to change it.';
  return null;
}
