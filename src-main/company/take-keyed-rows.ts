import type { ClientBase } from 'pg';
import type { CsvTable } from './csv-tables/csv-table';
import {
  anyDiffers,
  assignments,
  countOf,
  goodRows,
  listOf,
  markRepeatedKeys,
  type RowTaker,
  repeatedKey,
  updatedColumns,
} from './row-taker';
import { mergeTaker } from './take-merges';

/**
 * The database looks up the declaration of every value that comes in. It takes a batch for a few rows, and would walk
 * through the declarations for each of millions of values: by hash it is done in a third of the time.
 */
const joinByHash = 'SET LOCAL enable_nestloop = off';
const joinAsUsual = 'SET LOCAL enable_nestloop TO DEFAULT';

/**
 * For tables whose rows have an id: unchanged rows are not touched, so no desktop hears of them.
 * @param hasMerges some accounts or contacts were merged into others before
 */
export function keyedRowTaker(table: CsvTable, header: readonly string[], hasMerges: boolean): RowTaker {
  const merges = mergeTaker(table, header);
  const target = `customer_success.${table.name}`;
  const columns = table.fields.map((field) => field.column);
  const updated = updatedColumns(table, header, 'n');
  const sameKey = table.key.map((column) => `t.${column} = n.${column}`).join(' AND ');
  const rows = goodRows(table);
  const hasOwnFields = columns.includes('attributes');

  return {
    problems: [repeatedKey(table), ...(merges?.problems ?? [])],
    async take(client, firstProblem) {
      if (hasMerges && table.name === 'users') {
        await client.query(markPeopleOfMerged(firstProblem + (merges?.problems.length ?? 0)));
      }
      await client.query(markRepeatedKeys(table, firstProblem));
      await merges?.collect(client, firstProblem + 1);
      if (table.name === 'organizations') await takeManagers(client);
      if (hasOwnFields) await client.query(joinByHash);
      const changed =
        updated.length === 0
          ? 0
          : await countOf(
              client,
              `UPDATE ${target} t SET ${assignments(updated)}
                 FROM (${rows}) n WHERE ${sameKey} AND ${anyDiffers(updated)}`,
            );
      const added = await countOf(
        client,
        `INSERT INTO ${target} (${columns.join(', ')}) SELECT ${listOf('n', columns)}
           FROM (${rows}) n WHERE NOT EXISTS (SELECT FROM ${target} t WHERE ${sameKey}) ORDER BY n.line`,
      );
      if (hasOwnFields) await client.query(joinAsUsual);
      return { added, changed, duplicates: 0, gaveWay: 0 };
    },
    // Cells of many columns take about as long to check as to write; all that batches say of each other is in `take`.
    prepare: () => Promise.resolve(hasOwnFields),
    ...(merges === null ? {} : { finish: merges.finish }),
  };
}

/**
 * People of an account that was merged are the other's. Rows that name them there still add who is not known and change
 * nothing of who is: the rows of the account that stands do.
 */
function markPeopleOfMerged(problem: number): string {
  const others = `o.problem IS NULL AND o.organization_ref = c.organization_ref AND o.user_id = c.user_id`;
  return `
    UPDATE checked c SET problem = ${problem}
     WHERE c.problem IS NULL AND c.is_merged AND c.merged_into IS NULL AND (
       EXISTS (SELECT FROM customer_success.users u
                WHERE u.organization_id = c.organization_ref AND u.external_id = c.user_id)
       OR EXISTS (SELECT FROM checked o WHERE ${others} AND (NOT o.is_merged OR o.line > c.line)))`;
}

/** The owners named by the organizations of the batch. */
async function takeManagers(client: ClientBase): Promise<void> {
  await client.query(`
    WITH named AS (
      SELECT DISTINCT ON (owner_email) owner_email, owner_name FROM checked
       WHERE problem IS NULL AND owner_email IS NOT NULL ORDER BY owner_email, owner_name IS NULL, line DESC),
    renamed AS (
      UPDATE customer_success.managers m SET name = n.owner_name FROM named n
       WHERE m.email = n.owner_email AND m.name <> n.owner_name)
    INSERT INTO customer_success.managers (email, name)
    SELECT n.owner_email, coalesce(n.owner_name, n.owner_email) FROM named n
     WHERE NOT EXISTS (SELECT FROM customer_success.managers m WHERE m.email = n.owner_email)`);
}
