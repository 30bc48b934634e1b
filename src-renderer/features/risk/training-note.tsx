import { Progress } from '@mantine/core';
import type { Training } from '../../../src-preload/contract/risk/training';
import { formatShare } from '../../ui/format/number';

/** That the churn model is being learned, and how far that is; told while it goes on. */
export function TrainingNote({ training: { done, total } }: { training: Training }) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div role="status" aria-label="Training of the churn model">
      <p>
        {share === null
          ? 'The churn model is about to learn from the company\u2019s past.'
          : `The churn model is learning from the company\u2019s past: ${formatShare(share)} done.`}
      </p>
      {share !== null && <Progress value={100 * share} size="sm" aria-label="How far the training is" />}
    </div>
  );
}
