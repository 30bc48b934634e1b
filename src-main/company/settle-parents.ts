import type { ClientBase } from 'pg';
import { childrenOnCircles } from '../lib/circles';
import type { NamedRows, ParentReport } from './load-report';

interface Link {
  readonly child: number;
  readonly parent: number | null;
  readonly present: number | null;
  readonly childId: string;
  readonly parentId: string;
}

/** Looks up the parents by the company's own ids, once all of a file's accounts are there. Nothing else changes. */
export async function settleParents(client: ClientBase): Promise<ParentReport> {
  const { rows } = await client.query<Link>(
    `SELECT o.organization_id AS child, p.organization_id AS parent, o.parent_id AS present,
            o.external_id AS "childId", o.parent_external_id AS "parentId"
       FROM customer_success.organizations o
       LEFT JOIN customer_success.organizations p ON p.organization_id = coalesce(
              (SELECT n.organization_id FROM customer_success.organizations n WHERE n.external_id = o.parent_external_id),
              (SELECT m.organization_id FROM customer_success.merged_accounts m WHERE m.external_id = o.parent_external_id))
      WHERE o.parent_external_id IS NOT NULL ORDER BY 1`,
  );
  const links = rows.flatMap(({ child, parent }): [number, number][] =>
    parent === null || parent === child ? [] : [[child, parent]],
  );
  const onCircle = childrenOnCircles(new Map(links));
  // A parent that was merged into the account itself is none.
  const parentOf = ({ child, parent }: Link) => (onCircle.has(child) || parent === child ? null : parent);
  const changed = rows.filter((link) => parentOf(link) !== link.present);
  if (changed.length > 0) {
    await client.query(
      `UPDATE customer_success.organizations o SET parent_id = s.parent
         FROM unnest($1::int[], $2::int[]) AS s (child, parent) WHERE o.organization_id = s.child`,
      [changed.map(({ child }) => child), changed.map(parentOf)],
    );
  }
  return {
    missing: countMissing(rows.filter(({ parent }) => parent === null)),
    circles: rows.filter(({ child }) => onCircle.has(child)).map(({ childId }) => childId),
  };
}

const mostKeys = 1000;

function countMissing(links: readonly Link[]): NamedRows {
  const counts = new Map<string, number>();
  for (const { parentId } of links) counts.set(parentId, (counts.get(parentId) ?? 0) + 1);
  const keys = [...counts].map(([key, rows]) => ({ key, rows })).sort((a, b) => b.rows - a.rows);
  return { rows: links.length, keys: keys.slice(0, mostKeys) };
}
