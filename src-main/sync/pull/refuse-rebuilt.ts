import { copiedTables } from '../../store/copy/copied-tables';
import { SnapshotOvertaken } from '../wire/company-snapshot';
import type { Connection } from '../wire/connect';

/**
 * TRUNCATE and the making of a partition heed no snapshot: who reads the table afterwards finds none of the rows that
 * went or moved. The catalogue tells, because its tables show it as of the snapshot and its functions as of now.
 * Call it after the reads: what happens later did not touch them.
 * @throws SnapshotOvertaken when a table was emptied, rebuilt or repartitioned since the connection's present snapshot
 */
export async function refuseRebuilt(connection: Connection): Promise<void> {
  const names = ['memberships', ...copiedTables].map((name) => `'${name}'`).join(', ');
  const [state] = await connection.query<{ rebuilt: boolean }>(
    `with known as (
       select oid, relfilenode from pg_class
        where relnamespace = to_regnamespace('customer_success') and relkind = 'r' and relname in (${names})
       union all
       select c.oid, c.relfilenode from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass('customer_success.activity_events')),
     present as (
       select relid::oid as oid from pg_partition_tree('customer_success.activity_events') where isleaf)
     select exists (select from known where relfilenode is distinct from pg_relation_filenode(oid))
         or exists (select from present where oid not in (select oid from known)) as rebuilt`,
  );
  if (state?.rebuilt !== false) throw new SnapshotOvertaken('a table was rebuilt under the snapshot');
}
