import { call } from './sending';
import type { Team } from './team';

export const account = `AC${'0'.repeat(32)}`;
export const ourNumber = '+15005550006';
/** The number of the contact of the account with this number. */
export const numberOf = (contact: number) => `+4930123456${contact}`;

/** Everybody has a phone and agreed to SMS, and the company has an account at the provider. */
export async function readyForSms(team: Team, address: string): Promise<void> {
  await team.company.admin.query(`UPDATE customer_success.users SET phone = '+49 30 123456' || user_id`);
  await call(team.clients.ada, 'set_channel', 'sms', { address, account, sender: ourNumber });
  for (const [n, name] of ['acme', 'bolt', 'cove'].entries()) await agree(team, n + 1, name);
}

export const agree = (team: Team, contact: number, name: string, more: object = {}) =>
  call(team.clients.ada, 'record_consent', name, {
    contact: `user of ${contact}`,
    ...{ channel: 'sms', category: '*', state: 'granted', basis: 'consent', source: 'sign-up form' },
    ...more,
  });
