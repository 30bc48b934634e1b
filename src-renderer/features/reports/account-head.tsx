import { AccountLink } from '../../ui/account-link';
import { named } from '../../ui/words/named';

interface AccountHeadProps {
  account: { readonly id: number; readonly name: string };
  /** Where on the account's own page its figures stand. */
  tab: 'health' | 'subscription' | 'usage' | 'details';
}

/** The account that a row of a report is about, by its name. */
export function AccountHead({ account: { id, name }, tab }: AccountHeadProps) {
  return (
    <th scope="row" data-room="text">
      <AccountLink id={id} tab={tab}>
        {named(name)}
      </AccountLink>
    </th>
  );
}
