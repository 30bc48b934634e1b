import { hostname } from 'node:os';
import { z } from 'zod';
import {
  type OperationKind,
  type OperationPatch,
  operationReasons,
} from '../../../src-preload/contract/operations';
import { refusalWords } from '../../lib/operations/set-back-words';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';

const answerSchema = z.object({
  outcome: z.string(),
  reason: z.enum(operationReasons).nullable().catch(null),
  answer: z.looseObject({
    field: z.string().optional(),
    words: z.string().optional(),
  }),
});

/** What is decided about the rewards of an account, by its own id, without a desktop. */
export interface RewardDecision<Kind extends OperationKind> {
  readonly kind: Kind;
  readonly account: string;
  readonly patch: OperationPatch<Kind>;
  readonly entry?: string;
}

/**
 * Asks the company's door for one operation. @returns the entry that it made or changed
 * @throws StewardError invalid_input with the company's words for what it refuses, not_ready where it can't now
 */
export async function askDoor<Kind extends OperationKind>(
  session: CompanySession,
  { kind, account, patch, entry }: RewardDecision<Kind>,
  opId: string,
  now: number,
): Promise<string> {
  const operation = { op_id: opId, kind, account, patch, entry: entry ?? null, made_at: now };
  const { rows } = await session.query(
    'SELECT * FROM customer_success.apply_operations($1::json, $2::json)',
    [JSON.stringify([operation]), JSON.stringify({ machine: hostname(), app: 'steward' })],
  );
  const { outcome, reason, answer } = answerSchema.parse(rows[0]);
  if (outcome === 'later')
    throw new StewardError(
      'not_ready',
      'The company can’t take it now. Nothing was changed; try again in a minute.',
    );
  if (outcome !== 'refused') return entry ?? opId;
  const words =
    answer.words === undefined
      ? refusalWords(reason ?? 'invalid', {})
      : `${answer.field ?? 'It'} ${answer.words}`;
  throw new StewardError('invalid_input', `Refused: ${words}. Nothing was changed.`.replace('..', '.'));
}
