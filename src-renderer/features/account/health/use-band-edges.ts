import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client';

interface BandEdges {
  middle: number;
  healthy: number;
}

/** The edges of the starter configuration stand in until those in force are here. */
const starterEdges: BandEdges = { middle: 50, healthy: 75 };

/** Lower edges (inclusive) of the bands in force, in points. */
export function useBandEdges(): BandEdges {
  const versions = useQuery(trpc.settings.configs.queryOptions());
  const current = versions.data?.current;
  const config = useQuery({
    ...trpc.settings.config.queryOptions({ version: current ?? 0 }),
    enabled: current !== undefined,
  });
  return config.data?.config.bands ?? starterEdges;
}
