import { type CompanyAddress, readAddress } from '../../src-preload/contract/company/company-address';
import { StewardError } from './steward-error';

/** @param url postgres://login:password@host:port/database @throws StewardError `invalid_input`, with nothing of it */
export function parseAddress(url: string): CompanyAddress {
  const read = readAddress(url);
  if ('address' in read) return read.address;
  throw new StewardError(
    'invalid_input',
    `This address can’t be used: ${read.problem}. Write the address as postgres://login:password@host:port/database.`,
    { url: read.problem },
  );
}
