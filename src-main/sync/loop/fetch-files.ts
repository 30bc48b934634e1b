import { createHash } from 'node:crypto';
import {
  holdsFiles,
  keepFile,
  type MissingFile,
  missingFiles,
  settleFiles,
} from '../../store/attachments/held-files';
import { bulkTransaction } from '../../store/write-transaction';
import { isRefusalOfServer } from '../push/push-trouble';
import type { SyncContext } from '../wire/context';

/** Of a round: what comes after it waits for no more. */
const mostOfRound = 8_000_000;

/** Once the copy is current: what is at the company now waits no more, and what nothing needs any more goes, before its bytes are. */
export function tidyFiles({ store, clock }: SyncContext): void {
  if (holdsFiles(store.read)) bulkTransaction(store, 'files.settle', (tx) => settleFiles(tx, clock.now()));
}

/**
 * Brings the bytes of notes' files, one at a time and behind all else, so that they open without the company. What was cut off
 * goes on with the next round.
 */
export async function fetchFiles(context: SyncContext): Promise<void> {
  let left = mostOfRound;
  try {
    for (const file of missingFiles(context.store.read)) {
      if (file.size > left) break;
      left -= file.size;
      await fetchFile(context, file);
    }
  } catch (error) {
    if (!isRefusalOfServer(error)) throw error;
    context.log?.warn({ err: error }, 'the company did not hand out a file');
  }
}

/** Nothing where the company doesn't show it any more, or it is not what it is said to be. */
async function fetchFile(
  { store, connection, clock, log }: SyncContext,
  { attachmentId, sha256 }: MissingFile,
): Promise<void> {
  const [found] = await connection.query<{ content: Buffer | null }>(
    'select content from customer_success.note_attachments where attachment_id = $1',
    [attachmentId],
  );
  if (found?.content == null) return;
  const { content } = found;
  if (createHash('sha256').update(content).digest('hex') === sha256)
    bulkTransaction(store, 'files.keep', (tx) => keepFile(tx, sha256, content, clock.now()));
  else log?.warn({ attachmentId }, 'a file is not what the company says of it');
}
