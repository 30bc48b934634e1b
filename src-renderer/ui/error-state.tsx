import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { CallError } from '../../src-preload/contract/wire/errors';
import { errorWords } from './words/error-words';
import './state.css';

/** What happened, what is safe, what to do; with a way to try again. */
export function ErrorState({ error, onRetry }: { error: CallError; onRetry?: () => void }) {
  const words = errorWords(error);
  return (
    <div className="state" role="alert">
      <div className="state-icon">
        <IconAlertTriangle size={24} stroke={1.5} />
      </div>
      <p className="state-title">{words.title}</p>
      <p className="state-text">{words.happened}</p>
      <p className="state-text">{words.safe}</p>
      {onRetry && (
        <div className="state-action">
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
