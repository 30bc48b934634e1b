import { type Mentionable, nameInMark } from '../../../src-preload/contract/mentions';
import type { Tx } from '../types';

/** Whoever of the team and of an account's contacts has just this name, as far as a mark can hold it. */
export function peopleNamed(tx: Tx, organizationId: number, name: string): Mentionable[] {
  return tx
    .prepared<[{ organizationId: number; name: string }], Mentionable>(
      `select 'colleague' as kind, manager_id as id, name from managers where name = @name
       union all
       select 'contact', user_id, name from users where organization_id = @organizationId and name = @name`,
    )
    .all({ organizationId, name })
    .filter((one) => nameInMark(one.name) === name);
}
