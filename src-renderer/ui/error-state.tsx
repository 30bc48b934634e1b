import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { CallError } from '../../src-preload/contract/wire/errors';
import { State } from './state';
import { errorWords } from './words/error-words';

/** What happened, what is safe, what to do; with a way to try again. */
export function ErrorState({ error, onRetry }: { error: CallError; onRetry?: () => void }) {
  const words = errorWords(error);
  return (
    <State
      alert
      icon={<IconAlertTriangle size={24} stroke={1.5} />}
      title={words.title}
      texts={[words.happened, words.safe]}
      action={
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    />
  );
}
