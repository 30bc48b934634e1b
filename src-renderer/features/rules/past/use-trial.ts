import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RuleDefinition } from '../../../../src-preload/contract/rules/rule-definition';
import type { Trial } from '../../../../src-preload/contract/rules/trial';
import { trpc } from '../../../api/client';

interface Begun {
  readonly id: string;
  /** What was tried, as the editor held it. */
  readonly definition: RuleDefinition;
}

interface Tried {
  readonly trial: Trial | null;
  readonly tried: RuleDefinition | null;
  readonly begin: (tried: RuleDefinition, rules: { name: string; definition: RuleDefinition }[]) => void;
  readonly cancel: () => void;
  readonly isBeginning: boolean;
  /** Why it could not begin, or not be followed. */
  readonly failure: unknown;
}

/** Soon enough to be seen moving, seldom enough to leave the work alone. */
const lookEvery = 300;

/** A trial on the past: begun, followed while it runs, and stopped. */
export function useTrial(): Tried {
  const [begun, setBegun] = useState<Begun | null>(null);
  const start = useMutation(trpc.rules.tryOnPast.mutationOptions({ meta: { showsItsErrors: true } }));
  const stop = useMutation(trpc.rules.cancelTrial.mutationOptions());
  const standing = useQuery({
    ...trpc.rules.trial.queryOptions({ id: begun?.id ?? '' }),
    enabled: begun !== null,
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.state === 'running' ? lookEvery : false,
    retry: false,
  });
  return {
    trial: (begun !== null && standing.data) || null,
    tried: begun?.definition ?? null,
    begin(definition, rules) {
      setBegun(null);
      start.mutate({ rules }, { onSuccess: ({ id }) => setBegun({ id, definition }) });
    },
    cancel: () => begun !== null && stop.mutate({ id: begun.id }),
    isBeginning: start.isPending || (begun !== null && standing.isPending),
    failure: start.error ?? standing.error ?? null,
  };
}
