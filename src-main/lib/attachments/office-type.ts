import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { type AttachmentType, attachmentTypes } from '../../../src-preload/contract/attachments';

/** What an Office file is, as its list of contents says; `macros`: it could act. Null: it is none. */
export type OfficeFile = AttachmentType | 'macros' | null;

const listOfContents = '[Content_Types].xml';
/** The list is never so large; what says that it is would be a trap. */
const mostOfList = 1_048_576;
const acts = /vbaProject|vbaData|macroEnabled|activeX|macrosheet|intlMacrosheet/i;

/** Reads the names within and the list of contents alone: nothing else is unpacked. */
export async function officeType(file: Buffer): Promise<OfficeFile> {
  try {
    const { names, list } = await contentsOf(file);
    if (list === null) return null;
    if (acts.test(list) || names.some((name) => acts.test(name))) return 'macros';
    return officeTypes.find((type) => list.includes(`${type}.main+xml`)) ?? null;
  } catch {
    return null;
  }
}

const officeTypes = (Object.keys(attachmentTypes) as AttachmentType[]).filter((type) =>
  type.includes('officedocument'),
);

interface Contents {
  readonly names: readonly string[];
  readonly list: string | null;
}

async function contentsOf(file: Buffer): Promise<Contents> {
  const zip = await fromBufferPromise(file);
  const names: string[] = [];
  let list: string | null = null;
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName);
    if (entry.isEncrypted()) throw new Error('it is encrypted');
    if (entry.fileName !== listOfContents) continue;
    if (list !== null || entry.uncompressedSize > mostOfList) throw new Error('its list is not one');
    list = await textOf(zip, entry);
  }
  return { names, list };
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const pieces: Buffer[] = [];
  // It fails where the entry is larger than it says.
  for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
