import type { Device } from '../../src-preload/contract/devices';
import type { CompanySession } from './company-session';

type Row = Omit<Device, 'isThis'>;

const instant = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::float8`;

/** The devices that row security shows: one's own; admins everybody's. The login's own first, then the latest seen. */
export async function listDevices(session: CompanySession): Promise<Row[]> {
  const { rows } = await session.query<Row>(
    `SELECT d.login::text AS login, d.copy, kind, coalesce(name, machine) AS name, machine, machine_before AS "machineBefore",
            app, platform, ${instant('first_seen')} AS "firstSeen", ${instant('last_seen')} AS "lastSeen",
            CASE WHEN s.at IS NOT NULL THEN json_build_object('at', ${instant('s.at')}, 'by', s.by,
              'heardAt', ${instant('told_at')}) END AS "signedOut"
       FROM customer_success.devices d
       LEFT JOIN LATERAL (SELECT o.signed_out_at AS at, o.signed_out_by AS by FROM customer_success.device_sign_outs o
                           WHERE o.login = d.login AND o.copy = d.copy ORDER BY o.signed_out_at LIMIT 1) s ON true
      ORDER BY d.login <> session_user, d.login, s.at IS NOT NULL, last_seen DESC, d.copy LIMIT 2000`,
  );
  return rows;
}

/** @returns whether it is signed out now; false for another's where the login is no admin */
export async function signOutDevice(
  session: CompanySession,
  { login, copy }: Pick<Device, 'login' | 'copy'>,
): Promise<boolean> {
  const { rows } = await session.query<{ done: boolean }>(
    'SELECT customer_success.sign_out_device($1, $2) AS done',
    [login, copy],
  );
  return rows[0]?.done === true;
}

/** @returns whether it is there, and one's own */
export async function nameDevice(session: CompanySession, copy: string, name: string): Promise<boolean> {
  const { rows } = await session.query<{ done: boolean }>(
    'SELECT customer_success.name_device($1, $2) AS done',
    [copy, name],
  );
  return rows[0]?.done === true;
}
