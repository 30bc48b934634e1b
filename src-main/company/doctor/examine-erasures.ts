import type { ClientBase } from 'pg';
import { counted } from '../../../src-preload/contract/words';
import { type Finding, failed } from './finding';

/** The migration since which erasures are remembered elsewhere. */
const sinceVersion = 35;

/** Whether somebody whom the company erased is in its tables again, since a dump of before was restored. */
export async function examineErasures(client: ClientBase, version: number): Promise<Finding[]> {
  if (version < sinceVersion) return [];
  // No login of a desktop is told whom the company erased.
  const { rows: asked } = await client.query<{ may: boolean }>(
    `SELECT has_function_privilege('customer_success.erased_and_back()', 'execute') AS may`,
  );
  if (asked[0]?.may !== true) return [];
  const { rows } = await client.query<{ back: number }>(
    'SELECT count(*)::int AS back FROM customer_success.erased_and_back()',
  );
  const back = rows[0]?.back ?? 0;
  if (back === 0) return [];
  return [
    failed(
      'erasures',
      `${counted(back, 'contact')} whom the company has erased on request ${back === 1 ? 'is' : 'are'} in its tables again by name, as after a dump of before was restored.`,
      'Look at them with `steward privacy erase --again`, and erase them with `--apply`.',
    ),
  ];
}
