import type pg from 'pg';
import { brandPatch } from '../../support/templates';
import { stories, writeKnownBook } from './known-book';

/** A name that would run, if it ever were more than text. */
export const hostileName = 'Eve <img src=x onerror="parent.ran=1"><script>parent.ran=1</script>';

/** The known book of a company with a brand; one of its contacts has no first name, another a hostile one. */
export async function writeMailBook(admin: pg.Pool): Promise<void> {
  await writeKnownBook(admin);
  await admin.query(
    `INSERT INTO customer_success.brand_settings (brand_id, brand, author, made_at)
     VALUES ('019ab000-0000-7000-8000-000000000001', $1, current_user, now())`,
    [JSON.stringify(brandPatch)],
  );
  const rename = (name: string, account: string, person: string) =>
    admin.query(
      `UPDATE customer_success.users SET name = $1 WHERE external_id = $3
          AND organization_id = (SELECT organization_id FROM customer_success.organizations WHERE name = $2)`,
      [name, account, person],
    );
  await rename('dr', stories.sinking, 'p1');
  await rename(hostileName, stories.renewing, 'p2');
}
