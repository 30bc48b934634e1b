import { configName } from '../../../src-preload/contract/config-names';
import type { RiskScreen } from '../../../src-preload/contract/risk/risk-screen';
import { formatRelativeInstant } from '../../ui/format/instant';

/** Which model foretold the book, inside a sentence. @param now milliseconds since 1970 */
export function modelSaid(
  { version, trainedAt, former }: NonNullable<RiskScreen['model']>,
  now: number,
): string {
  const fitted = `churn model version ${configName(version)}, fitted ${formatRelativeInstant(Math.min(trainedAt, now), now)}`;
  return former === null
    ? fitted
    : `${fitted}; accounts it has yet to foretell stand by version ${configName(former)}`;
}
