import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { EmptyState } from '../../../ui/empty-state';
import { figure, signedFigure } from '../../../ui/format/figure';
import { formatPlural, formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { MoreRows } from '../../../ui/table/more-rows';
import { useFirstRows } from '../../../ui/table/use-first-rows';
import classes from './feature-table.module.css';

type Feature = ModelCard['features'][number];

const firstShown = 12;

/** What the model looks at, the most important first. */
export function FeatureTable({ features }: { features: readonly Feature[] }) {
  const sorted = [...features].sort((a, b) => b.importance - a.importance);
  const { shown, isWhole, toggle } = useFirstRows(sorted, firstShown);
  const total = sorted.reduce((sum, { importance }) => sum + importance, 0);
  const highest = sorted[0]?.importance ?? 0;
  const withErrors = sorted.some(({ standardError }) => standardError !== null);
  return (
    <Section
      title="What it looks at"
      note={`${formatPlural(features.length, 'input')}; a positive coefficient raises the log-odds of churn by so much for each usual step of the input`}
      padding="flush"
    >
      {sorted.length === 0 ? (
        <EmptyState title="No inputs" />
      ) : (
        <>
          <FactTable
            columns={[
              'Input',
              'Importance',
              { name: 'Share', align: 'right' },
              { name: 'Coefficient', align: 'right' },
              ...(withErrors ? [{ name: 'Standard error', align: 'right' } as const] : []),
            ]}
          >
            {shown.map((feature) => (
              <FeatureRow
                key={feature.name}
                feature={feature}
                total={total}
                highest={highest}
                withError={withErrors}
              />
            ))}
          </FactTable>
          {sorted.length > firstShown && (
            <MoreRows onClick={toggle}>
              {isWhole ? 'Show the most important' : `Show all ${sorted.length}`}
            </MoreRows>
          )}
        </>
      )}
    </Section>
  );
}

interface FeatureRowProps {
  feature: Feature;
  /** Sum and maximum of all importances. */
  total: number;
  highest: number;
  withError: boolean;
}

function FeatureRow({ feature, total, highest, withError }: FeatureRowProps) {
  const { name, label, importance, coefficient, standardError } = feature;
  return (
    <tr>
      <th scope="row" data-room="wide" title={name}>
        {label}
      </th>
      <td>
        <span className={classes.rail} aria-hidden="true">
          <span style={{ width: highest > 0 ? `${(importance / highest) * 100}%` : 0 }} />
        </span>
      </td>
      <td data-align="right">{total > 0 ? formatShare(importance / total, 1) : '–'}</td>
      <td data-align="right">{signedFigure(coefficient, 2)}</td>
      {withError && <td data-align="right">{figure(standardError, 2)}</td>}
    </tr>
  );
}
