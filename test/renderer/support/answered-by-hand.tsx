import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach } from 'vitest';
import type { CallError } from '../../../src-preload/contract/wire/errors';
import { answering, asked } from './in-document';

const { queryClient } = await import('../../../src-renderer/api/client');

/** What hooks that ask the host stand in. */
export const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
);

export interface AnswersByHand {
  /** By path; anything else is done, and gets this id. */
  answers: Record<string, unknown>;
  /** Why the host refuses, by path. */
  refusals: Record<string, Omit<CallError, 'message'>>;
  /** What was sent to a path, in order. */
  sent(path: string): unknown[];
}

/** Every call of a test's hooks is answered by what the test writes here; nothing of it is left for the next. */
export function answeredByHand(): AnswersByHand {
  const hand: AnswersByHand = {
    answers: {},
    refusals: {},
    sent: (path) => asked.filter(([one]) => one === path).map(([, input]) => input),
  };
  beforeEach(() => {
    hand.answers = {};
    hand.refusals = {};
    asked.length = 0;
    answering.call = async (path) => {
      const refusal = hand.refusals[path];
      return refusal === undefined
        ? { ok: true, data: hand.answers[path] ?? { id: 'new' } }
        : { ok: false, error: { message: 'It can’t be saved.', ...refusal } };
    };
  });
  afterEach(() => {
    cleanup();
    queryClient.clear();
  });
  return hand;
}
