import { z } from 'zod';
import { instantSchema } from './domain';

/** Files attached to notes. These limits are the company's as well (migrations/postgres). */
export const mostAttachments = 5;
export const mostAttachmentBytes = 1_048_576;
/** Characters of a file's name. */
export const mostFileName = 120;

/** What can be attached, by what it is called, and the endings that its names may have; the first where a name has another. */
export const attachmentTypes = {
  'image/png': { word: 'Picture', endings: ['png'] },
  'image/jpeg': { word: 'Picture', endings: ['jpg', 'jpeg'] },
  'image/gif': { word: 'Picture', endings: ['gif'] },
  'image/webp': { word: 'Picture', endings: ['webp'] },
  'application/pdf': { word: 'PDF', endings: ['pdf'] },
  'text/plain': { word: 'Text', endings: ['txt', 'md', 'log', 'ics', 'vcf'] },
  'text/csv': { word: 'Table', endings: ['csv'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    word: 'Word document',
    endings: ['docx'],
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    word: 'Excel workbook',
    endings: ['xlsx'],
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    word: 'PowerPoint slides',
    endings: ['pptx'],
  },
} as const;

export type AttachmentType = keyof typeof attachmentTypes;
export const attachmentTypeSchema = z.enum(
  Object.keys(attachmentTypes) as [AttachmentType, ...AttachmentType[]],
);

export const canBeAttached =
  'Pictures (PNG, JPEG, GIF, WebP), PDF, plain text, CSV, and Word, Excel and PowerPoint files without macros can be attached.';
/** What is said where files are chosen. */
export const attachmentLimit = `Up to ${mostAttachments} files of up to 1 MB each.`;

export const isPicture = (type: AttachmentType): boolean => type.startsWith('image/');

/** @example `12 bytes`, `340 KB`, `1 MB` */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} KB`;
  return `${(Math.ceil(bytes / 104_857.6) / 10).toFixed(1).replace(/\.0$/, '')} MB`;
}

/** Why a file is too large; null where it isn't. */
export function tooLargeWords(name: string, bytes: number): string | null {
  return bytes <= mostAttachmentBytes
    ? null
    : `“${name}” has ${sizeWords(bytes)}; a file may have 1 MB. Make it smaller, or write down where it lies.`;
}

const digestSchema = z
  .string()
  .length(64)
  .regex(/^[0-9a-f]*$/);
const sizeSchema = z.number().int().min(1).max(mostAttachmentBytes);
const fileNameSchema = z.string().min(1).max(mostFileName);

/** A file that lies in the store, to be attached: by the digest of its bytes. */
const heldFile = { name: fileNameSchema, type: attachmentTypeSchema, size: sizeSchema, sha256: digestSchema };
export const heldFileSchema = z.object(heldFile);
export type HeldFile = z.infer<typeof heldFileSchema>;

/** As it goes up to the company; the bytes join it on the way. */
export const attachPatchSchema = z.object({ ...heldFile, note: z.uuid() });

export const attachmentSchema = z.object({
  ...heldFile,
  id: z.uuid(),
  author: z.string(),
  at: instantSchema,
  /** Whether it, or its removal, is still on its way to the company. */
  isPending: z.boolean(),
  /** Whether its bytes are on this computer. */
  isHere: z.boolean(),
  /** Whether the reader attached it. */
  isOwn: z.boolean(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** Files of a new note, by what `holdFile` said of them. */
export const attachedFilesSchema = z
  .array(z.object({ name: fileNameSchema, sha256: digestSchema }))
  .max(mostAttachments, `a note can have ${mostAttachments} files`);
export type AttachedFile = z.infer<typeof attachedFilesSchema>[number];

export const holdFileInputSchema = z.object({
  name: z.string().max(1_000),
  /** In base64. */
  content: z
    .string()
    .regex(/^[A-Za-z0-9+/]*={0,2}$/)
    .max(Math.ceil(mostAttachmentBytes / 3) * 4),
});

const accountSchema = z.object({ id: z.number().int() });
export const attachInputSchema = accountSchema.extend({
  noteId: z.uuidv7(),
  file: attachedFilesSchema.element,
});
export const attachmentKeySchema = z.object({ attachmentId: z.uuid() });
export const attachmentInputSchema = accountSchema.extend({ attachmentId: z.uuid() });
/** In base64. */
export const attachmentContentSchema = z.object({ type: attachmentTypeSchema, content: z.string() });
