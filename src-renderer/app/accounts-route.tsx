import { AccountsScreen } from '../features/accounts/accounts-screen';
import { ChosenAccounts } from '../features/today/queue/chosen-accounts';

/** The list of accounts, with what Today can do with those that were chosen in it. */
export function AccountsRoute() {
  return <AccountsScreen withChosen={(ids) => <ChosenAccounts ids={ids} />} />;
}
