import { useQuery } from '@tanstack/react-query';
import type { OwnBadge } from '../../../../src-preload/contract/celebrations/badges';
import { trpc } from '../../../api/client';
import { BadgePicture, ownBadge } from '../../../ui/badges/badge-picture';

/** Of a category, where a milestone says nothing else. */
const badgeOfCategory: Readonly<Record<string, OwnBadge>> = {
  setup: 'key',
  first_use: 'spark',
  proficiency: 'compass',
  mastery: 'medal',
  growth: 'growth',
  success: 'trophy',
  advocacy: 'megaphone',
};

interface MilestoneBadgeProps {
  badge: string | undefined;
  category: string;
  size?: number;
}

/** The badge of a milestone: the one that was chosen, or that of its category. */
export function MilestoneBadge({ badge, category, size = 32 }: MilestoneBadgeProps) {
  const own = useQuery(trpc.celebrations.badges.queryOptions()).data?.badges;
  const address = own?.find(({ id }) => id === badge)?.address;
  return (
    <BadgePicture
      own={ownBadge(badge) ?? badgeOfCategory[category] ?? 'star'}
      address={address}
      size={size}
    />
  );
}
