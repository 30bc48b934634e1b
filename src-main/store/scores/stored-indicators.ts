import { z } from 'zod';
import { type RiskIndicator, riskIndicatorSchema } from '../../../src-preload/contract/domain';

const indicatorsSchema = z.array(riskIndicatorSchema);

/** The indicators of an account's summary, as they are stored. @param text null where the account has no summary */
export function indicatorsOf(text: string | null | undefined): RiskIndicator[] {
  // Most accounts have none, and Today reads them all.
  return text === null || text === undefined || text === '[]' ? [] : indicatorsSchema.parse(JSON.parse(text));
}
