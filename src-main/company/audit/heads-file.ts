import { readFile, rename, writeFile } from 'node:fs/promises';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';
import { type AuditHead, auditHeadsSchema } from './audit-heads';

/** Heads of the audit that a file remembers; none where there is no file yet. @throws StewardError for any other file */
export async function readHeadsFile(path: string): Promise<AuditHead[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '[]';
    throw new StewardError('invalid_input', `${path} can't be read. Name another file for the heads.`);
  });
  const heads = auditHeadsSchema.safeParse(parse(text));
  if (heads.success) return heads.data;
  throw new StewardError(
    'invalid_input',
    `${path} holds no heads of an audit. Nothing was written there; name another file.`,
  );
}

/** In place of what the file held, whole or not at all. */
export async function writeHeadsFile(path: string, heads: readonly AuditHead[]): Promise<void> {
  await writeFile(`${path}.part`, `${JSON.stringify(heads)}\n`);
  await rename(`${path}.part`, path);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
