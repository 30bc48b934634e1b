import { isUtf8 } from 'node:buffer';
import type { AttachmentType } from '../../../src-preload/contract/attachments';
import { officeType } from './office-type';

/** What a file is by its bytes, or why it can't be attached. */
export type FileType =
  | { readonly type: AttachmentType }
  | { readonly problem: 'empty' | 'macros' | 'page' | 'unknown' };

const unknown = { problem: 'unknown' } as const;

/** Whatever it is called. @param isCsv whether its name says that it is a table */
export async function fileType(file: Buffer, isCsv: boolean): Promise<FileType> {
  if (file.length === 0) return { problem: 'empty' };
  const picture = pictureType(file);
  if (picture !== null) return { type: picture };
  if (begins(file, '%PDF-')) return { type: 'application/pdf' };
  if (begins(file, 'PK\x03\x04')) {
    const office = await officeType(file);
    if (office === 'macros') return { problem: 'macros' };
    return office === null ? unknown : { type: office };
  }
  return textType(file, isCsv);
}

/** With what each begins, and the first part of a picture behind it: one that ends there is cut off. */
function pictureType(file: Buffer): AttachmentType | null {
  if (begins(file, '\x89PNG\r\n\x1a\n')) return begins(file, 'IHDR', 12) ? 'image/png' : null;
  if (begins(file, '\xff\xd8\xff')) return file.length > 20 ? 'image/jpeg' : null;
  if (begins(file, 'GIF87a') || begins(file, 'GIF89a')) return file.length > 13 ? 'image/gif' : null;
  return begins(file, 'RIFF') && begins(file, 'WEBPVP8', 8) ? 'image/webp' : null;
}

function begins(file: Buffer, what: string, at = 0): boolean {
  return file.subarray(at, at + what.length).equals(Buffer.from(what, 'latin1'));
}

/** A page or a drawing that could act, where a browser opens it. */
const page = /^\ufeff?\s*<([!?]|(html|head|body|svg|script|iframe)[\s>/])/iu;
/** No text has them, but for those between words, lines and pages. */
const control = /[^\P{Cc}\t\n\f\r]/u;

function textType(file: Buffer, isCsv: boolean): FileType {
  if (!isUtf8(file)) return unknown;
  const text = file.toString('utf8');
  if (page.test(text)) return { problem: 'page' };
  if (control.test(text)) return unknown;
  return { type: isCsv ? 'text/csv' : 'text/plain' };
}
