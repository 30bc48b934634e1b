import type { HorizonJudgement } from '../../../../src-preload/contract/risk/model-card';
import { figure } from '../../../ui/format/figure';
import { formatCount, formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';

type Part = HorizonJudgement['parts'][number];

const partWords: Record<Part['part'], string> = {
  all: 'all accounts',
  top_tenth: 'the tenth with the highest chances',
  monthly: 'monthly terms',
  yearly: 'terms of a year or more',
  other_terms: 'other terms',
};

/** For each horizon whether it ranks better than chance, and how many left for each that was expected. */
export function JudgementSection({ judgements }: { judgements: readonly HorizonJudgement[] }) {
  return (
    <Section
      title="Whether it holds"
      note="On months it had not seen; intervals of 95% know that months of one account go together"
      padding="flush"
    >
      <FactTable
        columns={[
          'Accounts',
          { name: 'Left', align: 'right', help: 'Different accounts that left' },
          { name: 'Expected', align: 'right' },
          { name: 'Observed', align: 'right' },
          { name: 'Expected / observed', align: 'right' },
          { name: 'AUC', align: 'right' },
        ]}
      >
        {judgements.flatMap(({ horizon, text, parts }) => [
          <tr key={horizon}>
            <th scope="row" colSpan={6}>
              {text}
            </th>
          </tr>,
          ...parts.map((part) => <PartRow key={`${horizon}-${part.part}`} horizon={horizon} part={part} />),
        ])}
      </FactTable>
    </Section>
  );
}

function PartRow({ horizon, part }: { horizon: number; part: Part }) {
  const { accountsLeft, expected, observed, ratio, low, high, area } = part;
  return (
    <tr>
      <td>{`${horizon} days, ${partWords[part.part]}`}</td>
      <td data-align="right">{formatCount(accountsLeft)}</td>
      <td data-align="right">{formatShare(expected, 1)}</td>
      <td data-align="right">{formatShare(observed, 1)}</td>
      <td data-align="right">
        {ratio === null
          ? 'none left'
          : `${figure(ratio, 2)} (${figure(low, 2)} to ${high === null ? 'any' : figure(high, 2)})`}
      </td>
      <td data-align="right">
        {area === null ? '–' : `${figure(area.area, 2)} (${figure(area.low, 2)} to ${figure(area.high, 2)})`}
      </td>
    </tr>
  );
}
