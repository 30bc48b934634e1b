import type { ModelCard } from '../../../../src-preload/contract/risk';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural, formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { figure, signedFigure } from './model-figures';
import '../../fact-table.css';

type Feature = ModelCard['features'][number];

/** What the model looks at, the most important first. */
export function FeatureTable({ features }: { features: readonly Feature[] }) {
  const sorted = [...features].sort((a, b) => b.importance - a.importance);
  const total = sorted.reduce((sum, { importance }) => sum + importance, 0);
  const highest = sorted[0]?.importance ?? 0;
  return (
    <Section
      title="What it looks at"
      note={`${formatPlural(features.length, 'input')}; a positive coefficient raises the log-odds of churn by so much for each usual step of the input`}
      padding="flush"
    >
      {sorted.length === 0 ? (
        <EmptyState title="No inputs" />
      ) : (
        <div className="fact-table-room">
          <table className="fact-table">
            <thead>
              <tr>
                <th scope="col">Input</th>
                <th scope="col">Importance</th>
                <th scope="col" data-align="right">
                  Share
                </th>
                <th scope="col" data-align="right">
                  Coefficient
                </th>
                <th scope="col" data-align="right">
                  Standard error
                </th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((feature) => (
                <FeatureRow key={feature.name} feature={feature} total={total} highest={highest} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function FeatureRow({ feature, total, highest }: { feature: Feature; total: number; highest: number }) {
  const { name, label, importance, coefficient, standardError } = feature;
  return (
    <tr>
      <th scope="row" className="fact-table-wide" title={name}>
        {label}
      </th>
      <td>
        <span className="feature-rail" aria-hidden="true">
          <span style={{ width: highest > 0 ? `${(importance / highest) * 100}%` : 0 }} />
        </span>
      </td>
      <td data-align="right">{total > 0 ? formatShare(importance / total, 1) : '–'}</td>
      <td data-align="right">{signedFigure(coefficient, 2)}</td>
      <td data-align="right">{figure(standardError, 2)}</td>
    </tr>
  );
}
