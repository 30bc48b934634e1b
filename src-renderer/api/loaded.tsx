import type { ReactNode } from 'react';
import { ErrorState } from '../ui/error-state';
import { callErrorOf } from './call-error';

/** What a query answers, as far as a screen needs it. */
export interface Answer<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

interface LoadedProps<T> {
  answer: Answer<T>;
  /** A stand-in of the size of what comes. */
  waiting: ReactNode;
  children: (data: T) => ReactNode;
}

/** What was fetched, or its stand-in, or what went wrong. Data that is there stays in sight while newer is fetched. */
export function Loaded<T>({ answer, waiting, children }: LoadedProps<T>) {
  if (answer.data !== undefined) return children(answer.data);
  if (answer.error)
    return <ErrorState error={callErrorOf(answer.error)} onRetry={() => void answer.refetch()} />;
  return waiting;
}
