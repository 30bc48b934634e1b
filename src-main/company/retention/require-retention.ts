import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';

/** @throws StewardError `not_ready` at a company of an earlier version */
export async function requireRetention(session: CompanySession): Promise<void> {
  const { rows } = await session.query(
    `SELECT FROM pg_class WHERE oid = to_regclass('customer_success.retention_settings')`,
  );
  if (rows.length === 0)
    throw new StewardError(
      'not_ready',
      'The company’s database is of an earlier version. Run “steward company create” with this version first. Nothing was changed.',
    );
}

/** Who may, the company's database decides: an admin who sees every account, or the login that made the company. */
export const onlyAdmins = new StewardError(
  'forbidden',
  'How long things are kept is for an admin who sees every account, and for the login that made the company. Nothing was changed.',
);

export const somebodyElse = new StewardError(
  'conflict',
  'Somebody else is changing the same just now. Nothing was changed; try again.',
);
