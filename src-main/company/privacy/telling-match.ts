import type { ClientBase } from 'pg';
import { erasedContact, type Telling } from '../../lib/privacy/erased-words';
import type { TextColumn } from './text-columns';

/** How a person is told by, and where. */
export interface Sweep {
  readonly emails: readonly Telling[];
  /** Names, and ids that say who somebody is. */
  readonly names: readonly Telling[];
  /** Accounts of whose texts a name is this person's; elsewhere it may be somebody else's. */
  readonly accounts: readonly number[];
}

/**
 * What a column is searched for, and in the texts of which accounts; null: of all. A single word is a name in texts about the
 * person's accounts alone: in a list, or in what is about no account, it is a word of the language.
 */
export function lookedFor(
  { emails, names, accounts }: Sweep,
  { kind, ofAccount }: Pick<TextColumn, 'kind' | 'ofAccount'>,
): (readonly [Telling, readonly number[] | null])[] {
  const meant = kind === 'list' || !ofAccount ? names.filter(({ words }) => words.length > 1) : names;
  return [
    ...emails.map((email) => [email, null] as const),
    ...meant.map((name) => [name, ofAccount ? accounts : null] as const),
  ];
}

/** Conditions, and parts of a statement, about a column of the table `t`. */
export interface Match {
  readonly name: string;
  /** The column as text. */
  readonly text: string;
  /** Where a text tells of somebody, written as it is or otherwise. */
  readonly found: string;
  /** Where the text says nothing else. */
  readonly isWhole: string;
  /** The text without them. */
  readonly without: string;
}

export function matchOf(
  client: ClientBase,
  { column, type }: Pick<TextColumn, 'column' | 'type'>,
  collation: string,
  telling: Telling,
  accounts: readonly number[] | null,
): Match {
  const name = client.escapeIdentifier(column);
  const text = `t.${name}::text`;
  const pattern = client.escapeLiteral(patternOf(telling));
  const [says, flags] = telling.exactCase ? ['~', 'g'] : ['~*', 'gi'];
  const isFound = (said: string) => `${said}${collation} ${says} ${pattern}`;
  const replaced = (said: string) =>
    `regexp_replace(${said}${collation}, ${pattern}, ${client.escapeLiteral(erasedContact)}, '${flags}')`;
  const once = replaced(text);
  // Written in another way, such as with escapes of HTML: then the whole text is written anew.
  const plain = (said: string) => `customer_success.plain_text(${said})`;
  const isOdd = (said: string) => `customer_success.may_be_plainer(${said})`;
  const becomes = `CASE WHEN ${isOdd(once)} AND ${isFound(plain(once))} THEN ${replaced(plain(once))} ELSE ${once} END`;
  const where = accounts === null ? '' : ` AND t.organization_id IN (${[0, ...accounts].join(', ')})`;
  return {
    name,
    text,
    found: `(${isFound(text)} OR (${isOdd(text)} AND ${isFound(plain(text))}))${where}`,
    without: type === 'text' ? becomes : `(${becomes})::${type}`,
    isWhole: `cardinality(customer_success.words_of(customer_success.plain_text(${text}))) = ${telling.words.length}`,
  };
}

/** By which small and capital letters are told whatever the database's locale, where the server has one. */
export async function collationOf(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ knows: boolean }>('SELECT customer_success.knows_letters() AS knows');
  return rows[0]?.knows ? ' COLLATE "und-x-icu"' : '';
}

/** As PostgreSQL writes it: words in a row, whatever stands between, and no letter before or after but that of an escape of JSON. */
export function patternOf({ words }: Telling): string {
  return `((?<![[:alnum:]])|(?<=\\\\[nrtbf]))${words.join('(\\\\[nrtbf]|[^[:alnum:]])+')}(?![[:alnum:]])`;
}
