import type { z } from 'zod';
import type { usageSchema } from '../../../src-preload/contract/account';
import { formatDay } from '../../lib/day';
import { readUsage } from '../../store/accounts/read-usage';
import type { Store } from '../../store/types';
import { adoptionOf } from './adoption-of';

/** An account's usage over the last `days` days; a feature's first use is the first ever, also when it lies before. */
export function accountUsage(
  store: Store,
  organizationId: number,
  today: number,
  days: number,
): z.infer<typeof usageSchema> {
  const usage = readUsage(store.read, organizationId, today, days);
  const adoption = adoptionOf(store, organizationId, today);
  const features = usage.features.map((feature) => {
    const firstDay = adoption.get(feature.id)?.firstDay;
    return firstDay === undefined ? feature : { ...feature, firstUsed: formatDay(firstDay) };
  });
  return { ...usage, features };
}
