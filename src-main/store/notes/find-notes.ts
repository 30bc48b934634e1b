import type { FoundNote } from '../../../src-preload/contract/palette';
import type { ReadDb } from '../types';
import { wordsQuery } from './words-query';

/** Fewer letters are in too many notes to tell anything. */
const fewestLetters = 3;
/** Around what fits, at most so many words are told. */
const toldWords = 12;
/** Stand around what fits; nobody types them, and a text that has them loses no more than a mark. */
const [begins, ends] = ['\u{e000}', '\u{e001}'];

interface Row extends Omit<FoundNote, 'parts'> {
  readonly words: string;
}

/**
 * Notes of every account that have all of these words, each as the beginning of one, those written last first. Whatever
 * is typed is text.
 */
export function findNotes(db: ReadDb, typed: string, limit: number): FoundNote[] {
  const words = wordsQuery(typed);
  if (words === null || typed.replace(/\s/g, '').length < fewestLetters) return [];
  return db
    .prepared<[string, string, number, string, number], Row>(
      `select n.note_id as id, n.organization_id as accountId, o.name as account,
              coalesce(n.happened_at, n.created_at) as at, snippet(notes_words, 0, ?, ?, '…', ?) as words
         from notes_words join notes n on n.seq = notes_words.rowid
         join organizations o on o.organization_id = n.organization_id
        where notes_words match ? order by notes_words.rowid desc limit ?`,
    )
    .all(begins, ends, toldWords, words, limit)
    .map(({ words: told, ...row }) => ({ ...row, parts: partsOf(told) }));
}

/** What fits, and what stands around it. */
function partsOf(told: string): FoundNote['parts'] {
  return told
    .split(begins)
    .flatMap((stretch, place) => {
      const [inside = '', ...after] = stretch.split(ends);
      return place === 0
        ? [{ text: stretch.replaceAll(ends, ''), fits: false }]
        : [
            { text: inside, fits: true },
            { text: after.join(''), fits: false },
          ];
    })
    .map(({ text, fits }) => ({ text: text.replaceAll(/\s+/g, ' '), fits }))
    .filter(({ text }) => text !== '');
}
