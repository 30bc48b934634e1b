import { createECDH, randomBytes } from 'node:crypto';
import { publicKeyOf } from '../../src-main/delivery/channels/push/vapid';
import { call } from './sending';
import type { Team } from './team';

/** A key that processes of a test have in common. */
export const privateKey = Buffer.alloc(32, 7).toString('base64url');

/** The company has keys, and each contact a browser that is subscribed at the push service on this port. */
export async function readyForPush(team: Team, port: number): Promise<void> {
  const address = `http://127.0.0.1:${port}`;
  await call(team.clients.ada, 'set_channel', 'web_push', { address, sender: publicKeyOf(privateKey) });
  for (const user of [1, 2, 3]) {
    const ecdh = createECDH('prime256v1');
    await team.company.admin.query(
      `INSERT INTO customer_success.push_subscriptions (organization_id, user_id, endpoint, p256dh, auth)
       VALUES ($1, $1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [
        ...[user, `${address}/push/${user}`, ecdh.generateKeys('base64url')],
        randomBytes(16).toString('base64url'),
      ],
    );
  }
}
