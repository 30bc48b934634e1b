import { createHash } from 'node:crypto';
import { canBeAttached, type HeldFile, tooLargeWords } from '../../../src-preload/contract/attachments';
import { StewardError } from '../steward-error';
import { fileName } from './file-name';
import { type FileType, fileType } from './file-type';

/** What a file is that somebody chose, and its name as it is shown. @throws StewardError invalid_input in words that name it */
export async function takeFile(given: string, content: Buffer): Promise<HeldFile> {
  const shown = shownName(given);
  const tooLarge = tooLargeWords(shown, content.length);
  if (tooLarge !== null) throw new StewardError('too_large', tooLarge);
  const found = await fileType(content, /\.csv\s*$/i.test(given));
  if ('problem' in found)
    throw new StewardError('invalid_input', `“${shown}” ${why[found.problem]} ${canBeAttached}`);
  return {
    name: fileName(given, found.type),
    type: found.type,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

const why: Readonly<Record<Extract<FileType, { problem: unknown }>['problem'], string>> = {
  empty: 'is empty.',
  macros: 'has macros or controls that could act on a colleague’s computer.',
  page: 'is a web page or a drawing that could act.',
  unknown: 'is of a kind that can’t be attached.',
};

/** In a sentence: its last part alone, without marks that don't show. */
function shownName(given: string): string {
  const plain = given.replace(/^.*[\\/]/su, '').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '');
  return plain.trim() === '' ? 'The file' : plain.trim().slice(0, 120);
}
