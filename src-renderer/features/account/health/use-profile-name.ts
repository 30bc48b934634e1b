import { useQuery } from '@tanstack/react-query';
import type { Breakdown } from '../../../../src-preload/contract/health';
import { trpc } from '../../../api/client';

/** The name of the profile that made a score, from the very configuration that made it; its id until that is here. */
export function useProfileName(breakdown: Breakdown | null): string {
  const config = useQuery({
    ...trpc.settings.config.queryOptions({ version: breakdown?.configVersion ?? 0 }),
    enabled: breakdown !== null,
  });
  const profiles = config.data?.config.organizationProfiles ?? [];
  return profiles.find(({ id }) => id === breakdown?.profile)?.name ?? breakdown?.profile ?? '';
}
