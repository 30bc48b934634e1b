import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { surveysSchema } from '../../../src-preload/contract/account';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { Badge, type BadgeTone } from '../../ui/badge';
import { Instant } from '../../ui/day';
import { EmptyState } from '../../ui/empty-state';
import { formatSigned } from '../../ui/format/number';
import { Section } from '../../ui/section';
import { RowSkeletons } from '../../ui/skeletons';
import { FactTable } from '../../ui/table/fact-table';
import { surveyScale, surveyWords } from '../../ui/words/account-words';

type SurveyResponse = z.infer<typeof surveysSchema>['responses'][number];

/** What the account's people answered in surveys, newest first. */
export function SurveysTab({ id }: { id: number }) {
  const surveys = useQuery(trpc.account.surveys.queryOptions({ id }));
  const { data } = surveys;
  return (
    <Section
      title="Survey answers"
      note={
        data &&
        (data.nps === null
          ? 'No NPS answer in the last 180 days'
          : `NPS ${formatSigned(data.nps)} over the last 180 days`)
      }
      padding="flush"
    >
      <Loaded answer={surveys} waiting={<RowSkeletons count={8} />}>
        {({ responses }) =>
          responses.length === 0 ? (
            <EmptyState title="No answers yet" text="They come with the company’s surveys." />
          ) : (
            <ResponseTable responses={responses} />
          )
        }
      </Loaded>
    </Section>
  );
}

export function ResponseTable({ responses }: { responses: readonly SurveyResponse[] }) {
  return (
    <FactTable columns={['Answered', 'Survey', 'Score', 'Contact', 'Comment']}>
      {responses.map((response) => (
        <tr key={response.id}>
          <td>
            <Instant at={response.respondedAt} past />
          </td>
          <td>{surveyWords[response.kind]}</td>
          <td>
            <ResponseScore response={response} />
          </td>
          <td className="soft">{response.contact ?? '–'}</td>
          <td data-room="text">{response.comment ?? <span className="faint">–</span>}</td>
        </tr>
      ))}
    </FactTable>
  );
}

function ResponseScore({ response }: { response: SurveyResponse }) {
  const words = `${response.score} of ${surveyScale[response.kind]}`;
  if (response.kind !== 'nps') return words;
  const { tone, word } = npsWords(response.score);
  return (
    <>
      {words} <Badge tone={tone}>{word}</Badge>
    </>
  );
}

/** The three groups of a net promoter score: 9-10, 7-8, 0-6. */
function npsWords(score: number): { tone: BadgeTone; word: string } {
  if (score >= 9) return { tone: 'healthy', word: 'Promoter' };
  return score >= 7 ? { tone: 'none', word: 'Passive' } : { tone: 'poor', word: 'Detractor' };
}
