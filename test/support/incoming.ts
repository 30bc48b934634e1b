import type pg from 'pg';
import { told } from '../../src-main/delivery/inbox/inbox-door';
import { type ReadMail, readMail } from '../../src-main/delivery/inbox/reading/read-mail';
import type { IncomingKind } from '../../src-preload/contract/interventions/incoming-kinds';
import { mailBytes } from './mails';
import { type Answer, call } from './sending';

/** As `mail_came_in` is told of a mail of `test/support/mails`. */
export async function toldOf(name: string, messageId: string, token = '', more: object = {}) {
  const mail = await readMail(mailBytes(name, messageId, token), 20_522);
  if (mail.kind === null) throw new Error(`${name} is nothing to be told`);
  return {
    ...told({ mail: mail as ReadMail & { kind: IncomingKind }, at: Date.now(), isOwn: false }),
    ...more,
  };
}

export const tell = (client: pg.Client | pg.Pool, mail: object): Promise<Answer> =>
  call(client, 'mail_came_in', mail, { machine: 'desk', app: '1.0' });

/** A mail that came in and is told, about a message. Each has an identity of its own, as another mail has. */
export async function comesBack(
  client: pg.Client,
  name: string,
  { message_id }: { readonly message_id: string },
  more: object = {},
): Promise<Answer> {
  count += 1;
  const identity = String(count).padStart(64, '0');
  return tell(client, { ...(await toldOf(name, message_id)), identity, ...more });
}
let count = 0;
