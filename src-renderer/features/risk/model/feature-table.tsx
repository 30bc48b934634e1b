import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { EmptyState } from '../../../ui/empty-state';
import { figure, signedFigure } from '../../../ui/format/figure';
import { formatPlural, formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import classes from './feature-table.module.css';

type Feature = ModelCard['features'][number];

const firstShown = 12;

/** What the model looks at, the most important first. */
export function FeatureTable({ features }: { features: readonly Feature[] }) {
  const [all, setAll] = useState(false);
  const sorted = [...features].sort((a, b) => b.importance - a.importance);
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
            {(all ? sorted : sorted.slice(0, firstShown)).map((feature) => (
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
            <div className={classes.more}>
              <Button variant="subtle" size="compact-sm" fw={400} onClick={() => setAll(!all)}>
                {all ? 'Show the most important' : `Show all ${sorted.length}`}
              </Button>
            </div>
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
