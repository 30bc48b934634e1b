import { createHash } from 'node:crypto';
import type { CompanySession } from '../company-session';

/** The bytes of a file of a note, as the login sees it; null where it does not, or they are others than this digest is of. */
export async function readFileAt(
  session: CompanySession,
  attachmentId: string,
  sha256: string,
): Promise<Buffer | null> {
  const { rows } = await session.query<{ content: Buffer | null }>(
    'SELECT content FROM customer_success.note_attachments WHERE attachment_id = $1',
    [attachmentId],
  );
  const content = rows[0]?.content ?? null;
  return content !== null && createHash('sha256').update(content).digest('hex') === sha256 ? content : null;
}
