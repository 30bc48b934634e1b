import { sql } from 'drizzle-orm';
import { riskIndicatorIds, riskLevels } from '../../../src-preload/contract/domain';
import { shownChance } from '../../../src-preload/contract/words';
import { standingFigures } from '../risk/standing-sql';
import { accountSummaries } from '../schema/health';
import { churnForecasts } from '../schema/risk';
import { type AccountFact, accountFact, keptAs } from './account-fact';

const group = 'Risk';
const noModel = 'no model speaks of the account';

/** @param millionths as a day keeps it */
const chanceOfDay = (millionths: number) => shownChance(millionths / 1e6);

const chances = [
  ['risk.churn_30', 30, 'p30', churnForecasts.p30],
  ['risk.churn_90', 90, 'p90', churnForecasts.p90],
  ['risk.churn_180', 180, 'p180', churnForecasts.p180],
] as const;

export const factsOfRisk: readonly AccountFact[] = [
  accountFact(
    {
      name: 'risk.level',
      group,
      label: 'Risk level',
      type: 'choice',
      words: riskLevels.map((value) => ({ value, label: value })),
      isOrdered: true,
      unknownWhen: 'nothing is said of its risk',
    },
    {
      now: ({ today }) => standingFigures(today).level,
      past: keptAs('level'),
      madeBy: ['configVersion', 'profile', 'modelVersion'],
    },
  ),
  ...chances.map(([name, days, kept, column]) =>
    accountFact(
      {
        name,
        group,
        label: `Probability to leave within ${days} days`,
        phrase: `the probability to leave within ${days} days`,
        type: 'share',
        digits: 1,
        unknownWhen: noModel,
      },
      {
        now: () => sql`round(${column}, 3)`,
        past: keptAs(kept, chanceOfDay),
        madeBy: ['modelVersion'],
      },
    ),
  ),
  accountFact(
    {
      name: 'risk.indicator',
      group,
      label: 'Risk indicator',
      phrase: 'the sign “{sign}”',
      type: 'yes-no',
      parameters: [
        {
          name: 'sign',
          label: 'Sign',
          type: 'word',
          words: riskIndicatorIds.map((value) => ({ value, label: value.replaceAll('_', ' ') })),
          usual: 'champion_left',
        },
      ],
      unknownWhen: 'the account was never scored',
    },
    {
      now: (_reading, { sign }) =>
        sql`case when ${accountSummaries.organizationId} is not null then exists(
          select 1 from json_each(${accountSummaries.indicators}) where json_extract(value, '$.id') = ${String(sign)}) end`,
    },
  ),
];
