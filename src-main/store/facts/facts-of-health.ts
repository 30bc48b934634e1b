import { sql } from 'drizzle-orm';
import { bands } from '../../../src-preload/contract/domain';
import { dayBands } from '../../lib/account-days/day-facts';
import { standingFigures } from '../risk/standing-sql';
import { accountSummaries } from '../schema/health';
import { type AccountFact, accountFact, keptAs, type Past } from './account-fact';

const group = 'Health';
const tenths = (value: number) => value / 10;
/** A score of another configuration or profile is another score. */
const madeBy = ['configVersion', 'profile'] as const;

/** Of which too little is known there is a number only on request: no rule judges it. */
const keptScore: Past = {
  of: ['score', 'band'],
  read({ rows, kept }, _params, day) {
    const [scores, states] = [kept('score', day), kept('band', day)];
    return Float64Array.from({ length: rows }, (_, row) =>
      states[row] === dayBands.indexOf('unknown') ? Number.NaN : tenths(scores[row] as number),
    );
  },
};

export const factsOfHealth: readonly AccountFact[] = [
  accountFact(
    {
      name: 'health.score',
      group,
      label: 'Health score',
      type: 'number',
      digits: 1,
      unknownWhen: 'too little is known for a score',
    },
    { now: ({ today }) => standingFigures(today).score, past: keptScore, madeBy },
  ),
  accountFact(
    {
      name: 'health.band',
      group,
      label: 'Health band',
      type: 'choice',
      words: bands.map((value) => ({ value, label: value })),
      isOrdered: true,
      unknownWhen: 'too little is known for a score',
    },
    {
      now: ({ today }) => standingFigures(today).band,
      past: keptAs('band', (band) => (band < bands.length ? band : Number.NaN)),
      madeBy,
    },
  ),
  accountFact(
    {
      name: 'health.change_28',
      group,
      label: 'Change of the score in 28 days',
      phrase: 'the change of the health score in 28 days',
      type: 'number',
      digits: 1,
      unit: null,
      unknownWhen: 'no score 28 days ago',
    },
    { now: ({ today }) => standingFigures(today).change28 },
  ),
  accountFact(
    {
      name: 'health.confidence',
      group,
      label: 'Confidence of the score',
      phrase: 'the confidence of the health score',
      type: 'share',
      unknownWhen: 'nothing to score',
    },
    { now: () => sql`round(${accountSummaries.confidence}, 2)` },
  ),
  accountFact(
    {
      name: 'milestones.on_pace',
      group,
      label: 'Milestones on pace',
      phrase: 'the share of milestones that are done or on track',
      type: 'share',
      unknownWhen: 'it follows no success plan',
    },
    { past: keptAs('onPace', (hundredths) => hundredths / 100) },
  ),
  ...(['engagement', 'adoption', 'satisfaction', 'retention', 'value'] as const).map((dimension) =>
    accountFact(
      {
        name: `health.${dimension}`,
        group,
        label: `Score of ${dimension}`,
        phrase: `the score of ${dimension}`,
        type: 'number',
        digits: 1,
        unknownWhen: 'nothing of it is known',
      },
      { past: keptAs(dimension, tenths), madeBy },
    ),
  ),
];
