import type { OwnBadge } from '../../../../src-preload/contract/celebrations/badges';

export const badgeTitles: Readonly<Record<OwnBadge, string>> = {
  key: 'Key',
  spark: 'Spark',
  compass: 'Compass',
  medal: 'Medal',
  growth: 'Growth',
  trophy: 'Trophy',
  megaphone: 'Megaphone',
  flag: 'Flag',
  star: 'Star',
  rocket: 'Rocket',
  mountain: 'Mountain',
  heart: 'Heart',
};
