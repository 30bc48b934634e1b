import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MessageChannel } from '../../../../src-preload/contract/channels';
import type { Foreseen } from '../../../../src-preload/contract/interventions/launch';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';

interface Asked {
  readonly to: { readonly organizationId: number; readonly contactIds: number[] }[];
  readonly templateId: string | null;
  readonly channel?: MessageChannel;
  readonly send_at?: number;
  readonly despite?: string;
}

/** What the company foresees of a launch; nothing where it can't be asked, and why. */
export function useForesight(asked: Asked) {
  const answer = useQuery(
    trpc.interventions.foresee.queryOptions(asked, {
      enabled: asked.to.length > 0,
      placeholderData: keepPreviousData,
      retry: false,
      // Each look asks the company's server.
      staleTime: 30_000,
      meta: { showsItsErrors: true },
    }),
  );
  const data = answer.error ? undefined : answer.data;
  const contacts = new Map<number, Foreseen>(data?.contacts.map((seen) => [seen.contactId, seen]));
  return {
    contacts,
    clocks: data?.clocks ?? [],
    isStopped: data?.isStopped ?? false,
    isLooking: answer.isFetching,
    problem: answer.error ? callErrorOf(answer.error) : null,
  };
}
