import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { Badge } from '../../../ui/badge';
import { figure } from '../../../ui/format/figure';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { methodWords } from '../../../ui/words/method-words';

/** The methods that were tried on the same unseen months, and which one serves. */
export function CandidateTable({ candidates }: { candidates: ModelCard['candidates'] }) {
  return (
    <Section
      title="Methods compared"
      note={`${formatPlural(candidates.length, 'method')} on the same unseen months; a lower Brier score is better`}
      padding="flush"
    >
      <FactTable
        columns={['Method', 'Serves', { name: 'AUC', align: 'right' }, { name: 'Brier', align: 'right' }]}
      >
        {candidates.map((candidate) => (
          <tr key={candidate.method}>
            <th scope="row" data-room="wide">
              {wordsOf(candidate.method)}
            </th>
            <td>{candidate.chosen ? <Badge tone="healthy">In use</Badge> : ''}</td>
            <td data-align="right">{figure(candidate.auc, 3)}</td>
            <td data-align="right">{figure(candidate.brier, 4)}</td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}

/** A method the screens have words for, in those; any other by its own name. */
function wordsOf(method: string): string {
  return Object.entries(methodWords).find(([name]) => name === method)?.[1] ?? method;
}
