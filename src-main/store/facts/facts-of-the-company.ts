import { sql } from 'drizzle-orm';
import { lifecycleStages, standings } from '../../../src-preload/contract/domain';
import { standingWords } from '../../../src-preload/contract/life';
import { stageOn, standingOn } from '../accounts/in-force';
import { managers, organizations } from '../schema/company';
import { type AccountFact, accountFact } from './account-fact';

const group = 'Account';

/** What the company says of an account: known as of now alone. */
export const factsOfTheCompany: readonly AccountFact[] = [
  accountFact(
    { name: 'account.name', group, label: 'Name', phrase: 'the name', type: 'text', unknownWhen: 'no name' },
    { now: () => sql`${organizations.name}` },
  ),
  accountFact(
    {
      name: 'account.segment',
      group,
      label: 'Segment',
      phrase: 'the segment',
      type: 'text',
      unknownWhen: 'the company names none',
    },
    { now: () => sql`${organizations.segment}` },
  ),
  accountFact(
    {
      name: 'account.stage',
      group,
      label: 'Lifecycle stage',
      phrase: 'the lifecycle stage',
      type: 'choice',
      words: lifecycleStages.map((value) => ({ value, label: value })),
      unknownWhen: 'no stage',
    },
    { now: ({ db, today }) => stageOn(db, today) },
  ),
  accountFact(
    {
      name: 'account.standing',
      group,
      label: 'Standing',
      phrase: 'the standing',
      type: 'choice',
      words: standings.map((value) => ({ value, label: standingWords(value, null).toLowerCase() })),
      unknownWhen: 'no standing',
    },
    { now: ({ db, today }) => standingOn(db, today) },
  ),
  accountFact(
    {
      name: 'account.country',
      group,
      label: 'Country',
      phrase: 'the country',
      type: 'text',
      unknownWhen: 'the company names none',
    },
    { now: () => sql`${organizations.country}` },
  ),
  accountFact(
    {
      name: 'account.industry',
      group,
      label: 'Industry',
      phrase: 'the industry',
      type: 'text',
      unknownWhen: 'the company names none',
    },
    { now: () => sql`${organizations.industry}` },
  ),
  accountFact(
    {
      name: 'account.owner',
      group,
      label: 'Owner',
      phrase: 'the owner',
      type: 'text',
      unknownWhen: 'the account has none',
    },
    { now: () => sql`${managers.name}` },
  ),
];
