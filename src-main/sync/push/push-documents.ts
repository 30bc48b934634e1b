import { z } from 'zod';
import { companyVersionOf } from '../../../src-preload/contract/config-names';
import type { Duty } from '../../store/runner/duty';
import {
  type OutgoingDocument,
  readOutgoingDocuments,
  removeOutgoingDocument,
} from '../../store/runner/outgoing-documents';
import { readCurrentVersion } from '../../store/scores/configs';
import { writeTransaction } from '../../store/write-transaction';
import type { SyncContext } from '../wire/context';

/** The form in which documents are written (work/running/document-forms). */
const format = 1;

export const runnerAnswerSchema = z.object({
  outcome: z.enum(['applied', 'refused', 'later']).catch('refused'),
  reason: z.string().optional(),
});
export type RunnerAnswer = z.infer<typeof runnerAnswerSchema>;

/** Whether the lease is not this host's any more, so that nothing of it is taken. */
export function isLost({ outcome, reason }: RunnerAnswer): boolean {
  return outcome === 'refused' && (reason === 'fence' || reason === 'role');
}

/**
 * Publishes what waits, one after the other. One that the company refuses for what it is would be refused again, and is let
 * go; the next one of its kind is made in time.
 * @returns how it ended: what is not `applied` has left something behind
 */
export async function pushDocuments(context: SyncContext, duty: Duty): Promise<RunnerAnswer> {
  const { store, log } = context;
  for (const document of readOutgoingDocuments(store.read)) {
    const answer = await publish(context, duty, document);
    if (answer.outcome === 'later' || isLost(answer)) return answer;
    if (answer.outcome === 'refused')
      log?.error({ kind: document.kind, ...answer }, 'a document was refused');
    writeTransaction(store, 'runner.published', (tx) => removeOutgoingDocument(tx, document));
  }
  return { outcome: 'applied' };
}

async function publish(
  { store, connection }: SyncContext,
  { host, fence }: Duty,
  { kind, modelVersion, document }: OutgoingDocument,
): Promise<RunnerAnswer> {
  const config = companyVersionOf(readCurrentVersion(store.read));
  const [row] = await connection.query<{ answer: unknown }>(
    'select customer_success.publish_document($1, $2, $3, $4, $5, $6, $7) as answer',
    [host, fence, kind, format, modelVersion, config, document],
  );
  return runnerAnswerSchema.parse(row?.answer);
}
