import { mutationOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AccountRisk,
  modelCardAnswerSchema,
  RiskScreen,
  riskInputSchema,
} from '../../../src-preload/contract/risk';
import { CallFailure } from '../../api/call-error';

export type RiskFilter = z.infer<typeof riskInputSchema>;
export type ModelCardAnswer = z.infer<typeof modelCardAnswerSchema>;

/** Keys begin with the topic, as all keys of the API do. */
function keyOf(name: string, input?: unknown) {
  return [['risk', name], { ...(input !== undefined && { input }), type: 'query' }] as const;
}

async function call<Answer>(name: string, input?: unknown): Promise<Answer> {
  const response = await window.steward.call(`risk.${name}`, input);
  if (!response.ok) throw new CallFailure(response.error);
  return response.data as Answer;
}

export function riskBookQuery(filter: RiskFilter) {
  return queryOptions({
    queryKey: keyOf('screen', filter),
    queryFn: () => call<RiskScreen>('screen', filter),
  });
}

export function accountRiskQuery(id: number) {
  return queryOptions({
    queryKey: keyOf('account', { id }),
    queryFn: () => call<AccountRisk>('account', { id }),
  });
}

export function modelCardQuery() {
  return queryOptions({ queryKey: keyOf('card'), queryFn: () => call<ModelCardAnswer>('card') });
}

export function trainModelMutation() {
  return mutationOptions({ mutationFn: () => call<Record<string, never>>('train') });
}
