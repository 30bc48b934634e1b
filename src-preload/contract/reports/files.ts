import { z } from 'zod';

/** As what a table leaves: for a spreadsheet with numbers and days as such, or as plain text for any program. */
export const fileFormats = ['csv', 'xlsx'] as const;
export const fileFormatSchema = z.enum(fileFormats);
export type FileFormat = z.infer<typeof fileFormatSchema>;

/** Plain text where nobody says. */
export const fileChoiceSchema = z.object({ format: fileFormatSchema.optional() });

export const formatWords: Readonly<Record<FileFormat, string>> = {
  xlsx: 'Excel workbook (.xlsx)',
  csv: 'Plain text (.csv)',
};

/** `path` is where the file now is; null when nobody chose one. */
export const savedFileSchema = z.object({ path: z.string().nullable(), rows: z.number().int() });
