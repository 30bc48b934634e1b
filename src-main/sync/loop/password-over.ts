import { readAddress } from '../../../src-preload/contract/company/company-address';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readPasswordEnd } from '../../store/desk/password-end';
import type { ReadDb } from '../../store/types';

/** @returns the company's day on which the password ended that this address comes with; null where it has not, or nobody knows */
export function passwordOver(db: ReadDb, url: string, now: number): number | null {
  const read = readAddress(url);
  if ('problem' in read) return null;
  const end = readPasswordEnd(db, read.address.login)?.at ?? null;
  return end !== null && end <= now ? companyCalendar(db).dayOf(end) : null;
}
