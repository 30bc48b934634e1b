import type Database from 'better-sqlite3';
import { namesNobody } from '../../lib/privacy/erased-words';
import type { WithoutPeople } from './told-by';

/** Nobody's texts, or the team's own. */
const passedOver =
  /^(sqlite_|(notes|texts)_words|(loading_)?(managers|features|attribute_definitions|exchange_rates|book_movements|book_documents)$|copied_documents$|audit_heads$|sync_tables$|entry_marks$)/;
/** What a row is, rather than what somebody wrote. */
const structural = new Set([
  'external_id',
  'organization_external_id',
  'organization_name',
  'author',
  'earlier_author',
  'login',
  'launched_by',
  'approved_by',
  'stopped_by',
  'released_by',
]);

/** Every text of every table of the file, so that one which comes later is swept as well. @returns texts changed */
export function sweepTexts(
  client: Database.Database,
  tables: ReadonlySet<string>,
  without: WithoutPeople,
): number {
  client.function('without_people', { deterministic: true }, (text, account, isList) =>
    typeof text === 'string'
      ? without(text, typeof account === 'number' ? account : null, isList === 1)
      : null,
  );
  let changed = 0;
  for (const table of tables) {
    if (passedOver.test(table)) continue;
    const columns = client
      .prepare<[string], { name: string; type: string; pk: number }>(
        'select name, type, pk from pragma_table_info(?)',
      )
      .all(table);
    const account = columns.some(({ name }) => name === 'organization_id') ? 'organization_id' : 'null';
    for (const { name, type, pk } of columns) {
      // Of others, and of accounts that are called like a person.
      const isName = name === 'name' && /(users|organizations)$/.test(table);
      if (type.toLowerCase() !== 'text' || pk > 0 || structural.has(name) || isName) continue;
      const found = `without_people("${name}", ${account}, ${namesNobody.has(name) ? 1 : 0})`;
      const replace = (becomes: string) =>
        client
          .prepare(`update or ignore "${table}" set "${name}" = ${becomes} where ${found} is not null`)
          .run().changes;
      changed += replace(found);
      // Two that differed by how they told of the person are told apart by chance.
      changed += replace(`${found} || ' ' || lower(hex(randomblob(4)))`);
    }
  }
  return changed;
}
