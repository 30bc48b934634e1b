import { companyDay } from '../store/copy/company-calendar';
import type { ApiContext } from './context';

/** The company's today, wherever the desk stands. */
export function today({ store, clock }: Pick<ApiContext, 'store' | 'clock'>): number {
  return companyDay(store.read, clock.now());
}
