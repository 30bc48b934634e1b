/** What stands in the place of a name or an address that was erased, and of a text that was about nobody else. */
export const erasedContact = 'Erased contact';
export const erasedText = 'Erased on request.';

/** The words of a text, in order: runs of letters and figures. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function isAddress(text: string): boolean {
  return /^[^@\s<>,;]+@[^@\s<>,;]+$/.test(text.trim());
}

/** How a person is told by: some words in a row, whatever stands between them. */
export interface Telling {
  readonly words: readonly string[];
  /** A single word may be one of the language, too (Will, Mark): only as it is written, it is the name. */
  readonly exactCase: boolean;
}

/**
 * The ways in which texts tell of a person: each address and name, a name of two words turned round, and ids that say who it
 * is. What has fewer than two letters tells nobody.
 */
export function tellingsOf(
  emails: readonly string[],
  names: readonly string[],
  ids: readonly string[] = [],
): Telling[] {
  const found = new Map<string, Telling>();
  const add = (words: readonly string[], exactCase: boolean) => {
    const key = words.join(' ').toLowerCase();
    if (words.join('').length >= 2 && found.get(key)?.exactCase !== false)
      found.set(key, { words, exactCase });
  };
  for (const email of emails.flatMap(asWritten)) add(wordsOf(email), false);
  for (const name of names.flatMap(asWritten)) {
    const words = wordsOf(name);
    add(words, words.length === 1);
    if (words.length === 2) add(words.toReversed(), false);
  }
  // An id that is a word of letters alone may be one of the language, too.
  for (const id of ids.flatMap(asWritten)) add(wordsOf(id), /^\p{L}+$/u.test(id.trim()));
  // The longest first: an address may begin with the name.
  return [...found.values()].sort((left, right) => right.words.length - left.words.length);
}

/** A letter with its mark may be one character, or two; or the mark is left out; and ß has no capital letter of its own. */
function asWritten(text: string): string[] {
  const plain = text.normalize('NFKC');
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '');
  const forms = [plain, text.normalize('NFD'), bare, wordsOf(plain).length > 1 ? plain.toUpperCase() : plain];
  return [...new Set(forms)];
}

/**
 * Columns whose words are a list's, a day's or an id's: a person may be called like one word of them (Pro, High, u17), which is
 * not meant there.
 */
export const namesNobody: ReadonlySet<string> = new Set([
  'band',
  'category',
  'channel',
  'country',
  'currency',
  'epoch',
  'given_user',
  'industry',
  'kind',
  'level',
  'lifecycle_stage',
  'op_id',
  'origin',
  'outcome',
  'product',
  'profile',
  'reason_column',
  'risk_level',
  'segment',
  'severity',
  'source_id',
  'standing',
  'state',
  'table_name',
  'timezone',
  'trend',
  'type',
  'unit',
  'xid',
  'zone',
]);

/** Whether the company's own id of a contact says who it is: an address, or one that has a word of the name in it. */
export function saysWho(externalId: string, email: string | null, name: string): boolean {
  const id = externalId.toLowerCase();
  if (id.includes('@')) return true;
  const words = [...wordsOf(name), ...wordsOf((email ?? '').split('@')[0] ?? '')];
  // The name of a contact without one is the id itself.
  return name !== externalId && words.some((word) => word.length >= 3 && id.includes(word.toLowerCase()));
}
