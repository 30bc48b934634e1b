import { useQuery } from '@tanstack/react-query';
import { trpc } from './client';

/** Whose drafts are met: another login's, or another company's, are not. Null while it is not known. */
export function useWhose(): string | null {
  const connection = useQuery(trpc.settings.connection.queryOptions()).data;
  if (connection === undefined) return null;
  return `${connection.login}@${connection.host}:${connection.port}/${connection.database}`;
}
