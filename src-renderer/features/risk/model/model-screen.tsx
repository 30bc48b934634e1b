import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { formatInstant, formatRelativeInstant } from '../../../ui/format/instant';
import { NoForecast, type NoForecastReason } from '../../../ui/no-forecast';
import { Page } from '../../../ui/page';
import { PageHeader } from '../../../ui/page-header';
import { SectionPair, SectionStack } from '../../../ui/section-stack';
import { PageSkeleton } from '../../../ui/skeletons';
import { useNow } from '../../../ui/use-now';
import { methodWords } from '../../../ui/words/method-words';
import { CalibrationSection } from './calibration-section';
import { CandidateTable } from './candidate-table';
import { EffectTable } from './effect-table';
import { FeatureTable } from './feature-table';
import { JudgementSection } from './judgement-section';
import { LiftTable } from './lift-table';
import { ModelTiles } from './model-tiles';
import { ModelTraining } from './model-training';
import { TrainingData } from './training-data';
import { WalkForwardSection } from './walk-forward-section';

/** The host tells how far a training of its own is; one that another process does is asked for this often. */
const refreshMs = 2_000;

/** What the churn model is, how good it was on months it had not seen, and what it can't know. */
export function ModelScreen() {
  const answer = useQuery({
    ...trpc.risk.card.queryOptions(),
    refetchInterval: (query) => (query.state.data?.training ? refreshMs : false),
  });
  return (
    <Page>
      <PageHeader
        title="Churn model"
        note={
          <>
            <Link to="/risk">Risk</Link>
            {answer.data?.card && <ModelAge card={answer.data.card} />}
          </>
        }
        actions={
          answer.data && (
            <ModelTraining
              training={answer.data.training}
              ready={canTrain(answer.data)}
              again={answer.data.card !== null}
            />
          )
        }
      />
      <Loaded answer={answer} waiting={<PageSkeleton />}>
        {({ card, noForecast, effects }) => (
          <SectionStack>
            {noForecast && <NoForecast reason={noForecast} />}
            {card && <Card card={card} />}
            {effects.length > 0 && <EffectTable effects={effects} />}
          </SectionStack>
        )}
      </Loaded>
    </Page>
  );
}

/** Without a model it is churns that may be missing: then training would only say so again. */
function canTrain({ noForecast }: { noForecast: NoForecastReason | null }): boolean {
  return noForecast === null || noForecast.churns >= noForecast.needed;
}

function ModelAge({ card }: { card: ModelCard }) {
  const now = useNow();
  return (
    <span title={formatInstant(card.trainedAt)}>
      {` · ${methodWords[card.method]}, version ${card.version}, fitted ${formatRelativeInstant(Math.min(card.trainedAt, now), now)}`}
    </span>
  );
}

function Card({ card }: { card: ModelCard }) {
  return (
    <>
      <ModelTiles card={card} />
      {card.judgements.length > 0 && <JudgementSection judgements={card.judgements} />}
      <WalkForwardSection walkForward={card.walkForward} />
      <SectionPair>
        <CalibrationSection calibration={card.calibration} />
        <LiftTable lift={card.lift} />
      </SectionPair>
      <FeatureTable features={card.features} />
      <SectionPair>
        <CandidateTable candidates={card.candidates} />
        <TrainingData card={card} />
      </SectionPair>
    </>
  );
}
