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

/** For tables whose rows have an id: unchanged rows are not touched, so no desktop hears of them. */
export function keyedRowTaker(table: CsvTable, header: readonly string[]): RowTaker {
  const target = `customer_success.${table.name}`;
  const columns = table.fields.map((field) => field.column);
  const updated = updatedColumns(table, header, 'n');
  const sameKey = table.key.map((column) => `t.${column} = n.${column}`).join(' AND ');
  const rows = goodRows(table);

  return {
    problems: [repeatedKey(table)],
    async take(client, firstProblem) {
      await client.query(markRepeatedKeys(table, firstProblem));
      if (table.name === 'organizations') await takeManagers(client);
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
      return { added, changed, duplicates: 0, gaveWay: 0 };
    },
  };
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
