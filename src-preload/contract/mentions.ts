import { z } from 'zod';
import { userIdSchema } from './domain';

/** Whom a note mentions: its text has a mark of each (`@[Ada Lovelace]`), and beside it stands who is meant. */
export const mostMentions = 50;
const longestName = 100;

/** As it goes up, one for each mark in its order: a colleague by address, a contact by the company's own id; null: a name alone. */
export const mentionPatchSchema = z
  .union([
    z.object({ manager: z.string().min(1).max(500) }),
    z.object({ contact: z.string().min(1).max(1000) }),
  ])
  .nullable();
export const mentionPatchesSchema = z.array(mentionPatchSchema).max(mostMentions);
export type MentionPatch = z.infer<typeof mentionPatchSchema>;

/** As it is kept: a colleague's says since when, in milliseconds since 1970. */
export const storedMentionSchema = z
  .union([z.object({ manager: z.string(), at: z.number() }), z.object({ contact: z.string() })])
  .nullable();
export const storedMentionsSchema = z.array(storedMentionSchema);
export type StoredMention = z.infer<typeof storedMentionSchema>;

const kindSchema = z.enum(['colleague', 'contact']);
/** Somebody who can be mentioned, by the number in the copy. */
export const mentionableSchema = z.object({ kind: kindSchema, id: z.number().int(), name: z.string() });
export type Mentionable = z.infer<typeof mentionableSchema>;
export const mostMentionable = 8;
/** Whom somebody meant by a mark, by the name that stands in it. */
export const meantSchema = z.array(mentionableSchema).max(mostMentions);

/** As screens read it, one for each mark: with the name as it is now; null: a name alone. */
export const mentionSchema = z.object({ kind: kindSchema, id: userIdSchema, name: z.string() }).nullable();

const mark = /@\[([^[\]\n]{1,100})\]/g;

/** The names in the marks of a text, as many as can be meant. */
export function marksOf(text: string): string[] {
  return [...text.matchAll(mark)].slice(0, mostMentions).map((found) => found[1] ?? '');
}

/** The mark of a name, as far as it can stand in one. */
export function markOf(name: string): string {
  return `@[${nameInMark(name)}]`;
}

export function nameInMark(name: string): string {
  const plain = name.replace(/[[\]\s]+/g, ' ').trim();
  return plain.slice(0, longestName).replace(/[\ud800-\udbff]$/, '');
}

/** A text without what makes its marks: `@[Ada]` reads as `@Ada`. */
export function withoutMarks(text: string): string {
  return text.replace(mark, '@$1');
}

export interface Piece {
  readonly text: string;
  /** Which of the text's marks it is; null: it is none. */
  readonly mark: number | null;
}

/** A text in its pieces: the names of its marks, and what stands between them. @param before how many marks came before it */
export function piecesOf(text: string, before = 0): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const [number, found] of [...text.matchAll(mark)].entries()) {
    if (found.index > from) pieces.push({ text: text.slice(from, found.index), mark: null });
    pieces.push({ text: `@${found[1]}`, mark: before + number });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), mark: null });
  return pieces;
}
