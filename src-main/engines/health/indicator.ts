import type { RiskIndicator, RiskIndicatorId } from '../../../src-preload/contract/domain';
import { dayOrNull } from '../../lib/day';

/** @param since first day it holds; null where that says nothing */
export function indicator(
  id: RiskIndicatorId,
  severity: RiskIndicator['severity'],
  since: number | null,
  text: string,
): RiskIndicator {
  return { id, severity, since: dayOrNull(since), text };
}
