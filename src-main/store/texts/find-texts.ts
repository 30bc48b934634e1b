import { withoutMarks } from '../../../src-preload/contract/mentions';
import type { FoundText, FoundTextKind } from '../../../src-preload/contract/texts';
import { fitsWhole, type TextPart, toldStretch } from '../../lib/finding/told-stretch';
import { type Phrase, typedPhrases } from '../../lib/finding/typed-phrases';
import { lettersTyped, wordsTogether } from '../../lib/finding/words-apart';
import type { ReadDb } from '../types';
import { isOfContact } from './of-contact';
import type { TextSource } from './text-sources';

/** Fewer letters are in too many texts to tell anything. */
const fewestLetters = 3;
/** The latest that have the words; the best of them are told. */
const looked = 300;
/** Of one contact only some of an account's are, so more are looked through. */
const lookedForContact = 3_000;
/** What was written so long before counts half, down to a quarter. */
const halfMilliseconds = 180 * 24 * 3_600_000;
const leastWeight = 0.25;
/** A title that has all the words tells so many times what a text does. */
const titleWeight = 3;
/** A text so long tells half of what a few words would. */
const halfLength = 400;

const kinds: Readonly<Record<TextSource, FoundTextKind>> = {
  notes: 'note',
  interventions: 'message',
  incoming_mails: 'reply',
  ctas: 'cta',
  cta_tasks: 'task',
  support_tickets: 'ticket',
  survey_responses: 'survey',
};

export interface TextChoice {
  readonly typed: string;
  /** Of this account alone. */
  readonly organizationId?: number | undefined;
  /** Of this contact of it alone. */
  readonly contactId?: number | undefined;
  readonly limit: number;
  readonly now: number;
}

interface TextRow {
  readonly source: TextSource;
  readonly entry: string;
  readonly accountId: number;
  readonly account: string;
  readonly at: number;
  readonly title: string;
  readonly words: string;
  readonly noteId: string | null;
}

/**
 * Texts that have all of what was typed, the best first: where the words stand, how much else is said, and how long ago. Of more
 * than are looked through, the latest. Whatever is typed is text.
 */
export function findTexts(db: ReadDb, choice: TextChoice): FoundText[] {
  const { typed, organizationId, contactId = null, limit, now } = choice;
  const phrases = typedPhrases(typed);
  if (phrases.length === 0 || lettersTyped(typed) < fewestLetters) return [];
  const asked = {
    words: matching(phrases, organizationId),
    ...{ contactId, looked: contactId === null ? looked : lookedForContact },
  };
  return db
    .prepared<[typeof asked], TextRow>(
      `select t.source, t.entry, t.organization_id as accountId, o.name as account, t.at, t.title, t.words,
              (select n.note_id from notes n where t.source = 'notes' and n.seq = cast(t.entry as integer)) as noteId
         from (select rowid as seq from texts_words where texts_words match @words order by rowid desc limit @looked) f
         join texts t on t.seq = f.seq join organizations o on o.organization_id = t.organization_id
        where @contactId is null or ${isOfContact} order by t.seq desc`,
    )
    .all(asked)
    .map((row) => ({ row, weight: weightOf(row, phrases, now) }))
    .toSorted((left, right) => right.weight - left.weight)
    .slice(0, limit)
    .map(({ row }) => told(row, phrases));
}

/** In the index's own language: every phrase in a title or a text, and the account where one is meant. */
export function matching(phrases: readonly Phrase[], organizationId?: number): string {
  const sought = phrases.map(({ words, isOpen }) => `"${words.join(' ')}"${isOpen ? '*' : ''}`).join(' ');
  const place = organizationId === undefined ? '' : `place : "${placeOf(organizationId)}" AND `;
  return `${place}{title words} : (${sought})`;
}

/** As the triggers write it. */
function placeOf(organizationId: number): string {
  return `o${organizationId}`;
}

function weightOf({ title, words, at }: TextRow, phrases: readonly Phrase[], now: number): number {
  const standing = title !== '' && fitsWhole(title, phrases) ? titleWeight : 1;
  const brevity = halfLength / (halfLength + words.length);
  const recency = leastWeight + (1 - leastWeight) * 2 ** (-Math.max(0, now - at) / halfMilliseconds);
  return standing * brevity * recency;
}

function told(
  { source, entry, title, words, noteId, ...row }: TextRow,
  phrases: readonly Phrase[],
): FoundText {
  return {
    ...row,
    kind: kinds[source],
    id: noteId ?? `${source} ${entry}`,
    parts: partsOf(title, words, phrases),
  };
}

/** What was written, where that has a word of what was typed; else what it is called. */
function partsOf(title: string, words: string, phrases: readonly Phrase[]): TextPart[] {
  const [ofTitle, ofWords] = [title, words].map((text) =>
    toldStretch(wordsTogether(withoutMarks(text)), phrases),
  );
  const fits = (parts: readonly TextPart[] = []) => parts.some((part) => part.fits);
  if (title === '') return ofWords ?? [];
  if (words === '' || !fits(ofWords)) return ofTitle ?? [];
  return [...(ofTitle ?? []), { text: ' – ', fits: false }, ...(ofWords ?? [])];
}
