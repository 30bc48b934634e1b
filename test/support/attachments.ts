import { digestOf } from './files';
import type { TestCompany } from './postgres';

export const attachedDigest = digestOf(Buffer.from('a'));

/** Each note of the company has a file. */
export async function attachEverywhere({ admin }: Pick<TestCompany, 'admin'>): Promise<void> {
  await admin.query(
    `INSERT INTO customer_success.note_attachments (attachment_id, note_id, organization_id, name, type, size, sha256, content, author, made_at)
     SELECT gen_random_uuid(), note_id, organization_id, 'secret.txt', 'text/plain', 1, encode(sha256('a'), 'hex'), 'a', 'x', now()
       FROM customer_success.notes`,
  );
}
