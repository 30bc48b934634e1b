import { useQuery } from '@tanstack/react-query';
import { isAtLeast, type Role } from '../../src-preload/contract/roles';
import { trpc } from './client';

/**
 * Whether the login may do what needs a role: what it may not is not offered. Until it is known nothing is: a control
 * that comes is better than one that is refused.
 */
export function useMay(least: Role): boolean {
  const me = useQuery(trpc.settings.me.queryOptions()).data;
  return me !== undefined && isAtLeast(me.role, least);
}
