import type { MeasuredEffect } from '../../../../src-preload/contract/risk/effects';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { signedFigure } from '../../../ui/format/figure';
import { formatCount, formatPlural, formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { interventionWords } from '../../../ui/words/intervention-words';
import classes from './effect-table.module.css';

/** What was done for accounts, and how many left afterwards beside those that had not had it. */
export function EffectTable({ effects }: { effects: readonly MeasuredEffect[] }) {
  return (
    <Section
      title="What helped"
      note="Departures within 90 days of an intervention, against comparable account-months or accounts held out at random; in points, with intervals that hold for all kinds together, 95%"
      padding="flush"
    >
      <FactTable
        columns={[
          'Intervention',
          'What can be told',
          { name: 'Accounts', align: 'right' },
          { name: 'Left with it', align: 'right' },
          { name: 'Left without', align: 'right' },
          { name: 'Difference', align: 'right' },
          {
            name: 'Health, 90 days',
            align: 'right',
            help: 'Points of health gained within 90 days, beside the others',
          },
          'Measured',
        ]}
      >
        {effects.map((effect) => (
          <EffectRow key={effect.kind} effect={effect} />
        ))}
      </FactTable>
    </Section>
  );
}

const verdicts: Record<MeasuredEffect['verdict'], { words: string; tone: BadgeTone | null }> = {
  fewer_left: { words: 'Fewer left', tone: 'healthy' },
  more_left: { words: 'More left', tone: 'poor' },
  too_small: { words: 'Too small to tell', tone: null },
};

const sources: Record<MeasuredEffect['basis'], { words: string; title: string }> = {
  experiment: { words: 'Experiment', title: 'Against accounts that a rule held out at random' },
  observed: {
    words: 'Observed',
    title: 'Against accounts with a like score, age and term in the same quarter; other causes are possible',
  },
};

function EffectRow({ effect }: { effect: MeasuredEffect }) {
  const { kind, verdict, basis, accounts, comparedWith, left, score90, text } = effect;
  return (
    <tr>
      <th scope="row" data-room="wide" title={text}>
        {interventionWords[kind]}
      </th>
      <td>
        <Verdict {...verdicts[verdict]} />
      </td>
      <td data-align="right" title={`Compared with ${formatPlural(comparedWith, 'account')}`}>
        {formatCount(accounts)}
      </td>
      <td data-align="right">{left ? formatShare(left.with, 1) : '–'}</td>
      <td data-align="right">{left ? formatShare(left.without, 1) : '–'}</td>
      <td data-align="right">
        {left ? <Interval low={left.low} high={left.high} middle={left.difference} scale={100} /> : '–'}
      </td>
      <td data-align="right">
        {score90 ? (
          <Interval low={score90.low} high={score90.high} middle={score90.difference} scale={1} />
        ) : (
          '–'
        )}
      </td>
      <td title={sources[basis].title}>{sources[basis].words}</td>
    </tr>
  );
}

function Verdict({ words, tone }: { words: string; tone: BadgeTone | null }) {
  return tone === null ? <span className="faint">{words}</span> : <Badge tone={tone}>{words}</Badge>;
}

interface IntervalProps {
  middle: number;
  low: number;
  high: number;
  scale: number;
}

function Interval({ middle, low, high, scale }: IntervalProps) {
  const points = (value: number) => signedFigure(Math.round(10 * scale * value) / 10, 1);
  return (
    <>
      {points(middle)}{' '}
      <span className={classes.interval}>
        {points(low)} to {points(high)}
      </span>
    </>
  );
}
