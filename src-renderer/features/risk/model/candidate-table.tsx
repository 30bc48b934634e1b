import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { figure } from '../../../ui/format/figure';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { methodWords } from '../../../ui/words/method-words';
import '../../../ui/table/fact-table.css';

/** The methods that were tried on the same unseen months, and which one serves. */
export function CandidateTable({ candidates }: { candidates: ModelCard['candidates'] }) {
  return (
    <Section
      title="Methods compared"
      note={`${formatPlural(candidates.length, 'method')} on the same unseen months; a lower Brier score is better`}
      padding="flush"
    >
      <table className="fact-table">
        <thead>
          <tr>
            <th scope="col">Method</th>
            <th scope="col">Serves</th>
            <th scope="col" data-align="right">
              AUC
            </th>
            <th scope="col" data-align="right">
              Brier
            </th>
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate) => (
            <tr key={candidate.method}>
              <th scope="row" className="fact-table-wide">
                {wordsOf(candidate.method)}
              </th>
              <td>{candidate.chosen ? <span className="badge badge-healthy">In use</span> : ''}</td>
              <td data-align="right">{figure(candidate.auc, 3)}</td>
              <td data-align="right">{figure(candidate.brier, 4)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** A method the screens have words for, in those; any other by its own name. */
function wordsOf(method: string): string {
  return Object.entries(methodWords).find(([name]) => name === method)?.[1] ?? method;
}
