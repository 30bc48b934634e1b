import type { AccountFilter } from '../../../../src-preload/contract/accounts';
import type { TaskGroup } from '../../../../src-preload/contract/ctas/task';
import type { LoadKey } from '../../../../src-preload/contract/reports/books';

/** Where a figure of one's own leads: to the accounts, or to the work, that make it. */
export type LoadOpens =
  | { readonly to: '/accounts'; readonly filter: AccountFilter }
  | { readonly to: '/ctas' }
  | { readonly to: '/tasks'; readonly group?: TaskGroup };

export interface LoadFigure {
  readonly key: LoadKey;
  readonly name: string;
  readonly help: string;
  readonly opens: LoadOpens;
}

const customers: AccountFilter = { standings: ['customer', 'leaving'] };

export const loadFigures: readonly LoadFigure[] = [
  {
    key: 'accounts',
    name: 'Accounts',
    help: 'Customers, those that are leaving among them',
    opens: { to: '/accounts', filter: customers },
  },
  {
    key: 'arr',
    name: 'ARR',
    help: 'What they pay in a year',
    opens: { to: '/accounts', filter: customers },
  },
  {
    key: 'atRisk',
    name: 'At risk',
    help: 'Customers at high or critical risk',
    opens: { to: '/accounts', filter: { ...customers, riskLevels: ['high', 'critical'] } },
  },
  {
    key: 'renewals90',
    name: 'Renewals',
    help: 'Customers that renew within 90 days, or are overdue',
    opens: { to: '/accounts', filter: { ...customers, renewsWithinDays: 90 } },
  },
  {
    key: 'openCtas',
    name: 'Open CTAs',
    help: 'Calls to action that were given to the owner, or are of their accounts and given to nobody',
    opens: { to: '/ctas' },
  },
  {
    key: 'openTasks',
    name: 'Open tasks',
    help: 'Tasks that were given to the owner, or are of their CTAs or accounts and given to nobody',
    opens: { to: '/tasks' },
  },
  {
    key: 'overdueTasks',
    name: 'Overdue',
    help: 'Of these tasks, those whose day is over',
    opens: { to: '/tasks', group: 'overdue' },
  },
];
