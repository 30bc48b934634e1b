import { readAddress } from '../../../src-preload/contract/company/company-address';
import type { Profile } from '../../../src-preload/contract/profiles';

/** What a connection is called: where nobody has named it, its database does. */
export function connectionName({ name, address }: Pick<Profile, 'name' | 'address'>): string {
  const read = readAddress(address ?? '');
  return name ?? ('problem' in read ? 'First connection' : read.address.database);
}
