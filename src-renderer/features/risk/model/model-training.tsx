import { Button, Progress } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import type { modelCardAnswerSchema } from '../../../../src-preload/contract/risk/model-card';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { formatCount, formatShare } from '../../../ui/format/number';
import classes from './model-training.module.css';

type Training = z.infer<typeof modelCardAnswerSchema>['training'];

interface ModelTrainingProps {
  training: Training;
  /** Enough churns are known. */
  ready: boolean;
  /** There is a model already. */
  again: boolean;
}

/** Fits the model anew; while it does, how far it is and a way to stop. */
export function ModelTraining({ training, ready, again }: ModelTrainingProps) {
  const train = useMutation(trpc.risk.train.mutationOptions());
  const cancel = useMutation(trpc.monitor.cancelJob.mutationOptions());
  const mayTrain = useMay('manager');
  if (training) {
    return (
      <>
        <TrainingProgress {...training} />
        <Button
          variant="default"
          fw={400}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ id: training.jobId })}
        >
          Cancel
        </Button>
      </>
    );
  }
  if (!mayTrain) return null;
  return (
    <Button
      leftSection={<IconRefresh size={16} stroke={1.5} />}
      loading={train.isPending}
      disabled={!ready}
      title={ready ? undefined : 'Too few departures are known to learn from'}
      onClick={() => train.mutate()}
    >
      {again ? 'Train again' : 'Train'}
    </Button>
  );
}

function TrainingProgress({ done, total }: NonNullable<Training>) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div
      className={classes.progress}
      title={total === null ? undefined : `${formatCount(done)} of ${formatCount(total)}`}
    >
      <span className="soft">Training{share !== null && `, ${formatShare(share)}`}</span>
      <Progress
        value={share === null ? 100 : share * 100}
        animated={share === null}
        size="sm"
        aria-label={share === null ? 'Training' : `Training, ${formatShare(share)}`}
      />
    </div>
  );
}
