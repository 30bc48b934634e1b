import { sql } from 'drizzle-orm';
import { arrOf } from '../../../src-preload/contract/words';
import { organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { type AccountFact, accountFact, keptAs } from './account-fact';

const group = 'Contract';

export const factsOfTheContract: readonly AccountFact[] = [
  accountFact(
    {
      name: 'account.arr',
      group,
      label: 'ARR',
      phrase: 'ARR',
      type: 'money',
      unknownWhen: 'no contract is known',
    },
    { now: () => sql`round(12 * ${accountSummaries.mrr}, 4)`, past: keptAs('mrr', arrOf) },
  ),
  accountFact(
    {
      name: 'account.seats',
      group,
      label: 'Seats',
      phrase: 'seats',
      isPlural: true,
      type: 'number',
      unknownWhen: 'the company names none',
    },
    { now: () => sql`${accountSummaries.seats}`, past: keptAs('seats') },
  ),
  accountFact(
    {
      name: 'account.renewal_on',
      group,
      label: 'Renewal date',
      phrase: 'the renewal date',
      type: 'day',
      unknownWhen: 'no renewal is known',
    },
    { now: () => sql`${accountSummaries.renewsOn}`, past: keptAs('renewal') },
  ),
  accountFact(
    {
      name: 'account.customer_since',
      group,
      label: 'Customer since',
      phrase: 'the first day as a customer',
      type: 'day',
      unknownWhen: 'it was never a customer',
    },
    {
      now: () =>
        sql`(select max(began_day) from account_spells where organization_id = ${organizations.organizationId})`,
    },
  ),
];
