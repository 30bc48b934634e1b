import { createHmac } from 'node:crypto';
import { erasedContact, isAddress, type Telling, tellingsOf } from '../../lib/privacy/erased-words';
import { plainText } from '../../lib/privacy/plain-text';

/** How texts tell of a person, without saying it: a digest, keyed by the store's key, of some words in a row. */
export interface ToldBy {
  readonly words: number;
  readonly exactCase: boolean;
  /** An address tells of the person anywhere, a name in texts about their account. */
  readonly isAddress: boolean;
  readonly digest: string;
}

export interface ErasedPerson {
  readonly erasure: number;
  readonly organizationId: number;
  readonly userId: number;
  /** Empty where no file has had the contact by name. */
  readonly toldBy: readonly ToldBy[];
  /** Of the company's own id of the contact; null where it isn't known. */
  readonly idDigest: string | null;
  /** By which id the contact is kept; null: by the one that it had, which says nothing of whom. */
  readonly keptAs: string | null;
  /** Texts call the contact by names that this copy can't know. */
  readonly byHand?: boolean | undefined;
  /** What the company is reminded of it by; undefined where it was heard of from an earlier version. */
  readonly remembered?: { readonly uid: string; readonly memory: string; readonly seal: string } | undefined;
}

export function idDigestOf(key: Uint8Array, id: string): string {
  return createHmac('sha256', key).update(`id/${id}`).digest('hex');
}

interface KnownAs {
  readonly name: string;
  readonly email: string | null;
  /** The company's own id, where it says who the contact is. */
  readonly id?: string | null;
}

export function toldByOf(key: Uint8Array, { name, email, id = null }: KnownAs): ToldBy[] {
  const addresses = [email, id].filter((one) => one !== null).filter(isAddress);
  const ids = id === null || isAddress(id) ? [] : [id];
  const digested = (tellings: readonly Telling[], isAddressed: boolean) =>
    tellings.map(({ words, exactCase }) => ({
      words: words.length,
      exactCase,
      isAddress: isAddressed,
      digest: digestOf(key, words, exactCase),
    }));
  return [...digested(tellingsOf(addresses, []), true), ...digested(tellingsOf([], [name], ids), false)];
}

function digestOf(key: Uint8Array, words: readonly string[], exactCase: boolean): string {
  const said = words.join(' ');
  return createHmac('sha256', key)
    .update(exactCase ? `word/${said}` : `words/${said.toLowerCase()}`)
    .digest('hex');
}

/**
 * The text with every telling replaced; null where it has none.
 * @param account that it is about; null: none
 * @param isList a word of a list: as in what is about no account, a single word is nobody's name there
 */
export type WithoutPeople = (text: string, account: number | null, isList?: boolean) => string | null;

export function withoutPeople(key: Uint8Array, people: readonly ErasedPerson[]): WithoutPeople {
  return (text, account, isList = false) => {
    const told = people.flatMap(({ organizationId, toldBy }) =>
      toldBy.filter(
        ({ isAddress: addressed, words }) =>
          addressed ||
          ((account === null || account === organizationId) && (words > 1 || !(isList || account === null))),
      ),
    );
    if (told.length === 0) return null;
    const once = replacedIn(key, text, told);
    // Written in another way, such as with escapes of HTML: then the whole text is written anew.
    const plain = plainText(once ?? text);
    return (plain === (once ?? text) ? null : replacedIn(key, plain, told)) ?? once;
  };
}

function replacedIn(key: Uint8Array, text: string, all: readonly ToldBy[]): string | null {
  const told = text.includes('@') ? all : all.filter(({ isAddress: addressed }) => !addressed);
  if (told.length === 0) return null;
  const words = wordsIn(text);
  const found = told
    .toSorted((left, right) => right.words - left.words)
    .flatMap((one) => placesOf(key, words, one));
  return found.length === 0 ? null : replaced(text, found);
}

interface Place {
  readonly from: number;
  readonly to: number;
}

interface Word extends Place {
  readonly word: string;
}

/** What stands behind a backslash is an escape of JSON. */
function wordsIn(text: string): Word[] {
  return [...text.matchAll(/\\[nrtbf]|[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }) =>
    word.startsWith('\\') ? [] : [{ word, from: index, to: index + word.length }],
  );
}

function placesOf(key: Uint8Array, words: readonly Word[], told: ToldBy): Place[] {
  const places: Place[] = [];
  for (let first = 0; first + told.words <= words.length; first += 1) {
    const part = words.slice(first, first + told.words);
    const [start, end] = [part[0], part.at(-1)];
    if (start === undefined || end === undefined) continue;
    const said = part.map(({ word }) => word);
    if (digestOf(key, said, told.exactCase) === told.digest) places.push({ from: start.from, to: end.to });
  }
  return places;
}

/** @param found the more telling first: of two that overlap, it stands */
function replaced(text: string, found: readonly Place[]): string {
  const kept: Place[] = [];
  for (const place of found)
    if (kept.every(({ from, to }) => place.to <= from || place.from >= to)) kept.push(place);
  let left = '';
  let after = 0;
  for (const { from, to } of kept.toSorted((one, other) => one.from - other.from)) {
    left += text.slice(after, from) + erasedContact;
    after = to;
  }
  return left + text.slice(after);
}
