import { beforeEach } from 'vitest';
import { comesBack } from '../../support/incoming';
import type { Claimed } from '../../support/sending';
import { launch, runRow, send } from '../../support/sending';
import type { Colleague } from '../../support/team';
import { teamWithSequences } from './team-with-sequences';

/** A team with sequences that gets mails back. */
export function teamWithMails() {
  const base = teamWithSequences();
  const { team, rows } = base;
  beforeEach(() =>
    rows(
      `DELETE FROM customer_success.incoming_mails; DELETE FROM customer_success.unmatched_mails;
       DELETE FROM customer_success.contact_departures; DELETE FROM customer_success.users WHERE user_id > 3;
       UPDATE customer_success.users SET role = 'member', objected_on = NULL;
       UPDATE customer_success.sending_settings SET most_soft_bounces = 5, return_address = NULL`,
    ),
  );
  const as = (who: Colleague) => team.clients[who];
  return {
    ...base,
    as,
    /** A message to the contact of Acme that the mail server took. */
    async gone(more: object = {}): Promise<Claimed> {
      await launch(as('ann'), more);
      return send(as('ada'));
    },
    /** A mail of `test/support/mails` about it, told by whoever sees every account. */
    back: (name: string, run: { readonly message_id: string }, more: object = {}) =>
      comesBack(as('ada'), name, run, more),
    async outcome(run: string): Promise<string> {
      const { stage, reason } = await runRow(team, run);
      return `${stage} ${reason}`;
    },
    suppressed: () => rows('SELECT address, reason FROM customer_success.suppressions ORDER BY added_at'),
    cameIn: () =>
      rows('SELECT kind, status, did, user_id FROM customer_success.incoming_mails ORDER BY row_id'),
    departures: () =>
      rows(
        `SELECT user_id, how, settled_why, cta_id IS NOT NULL AS "hasCta" FROM customer_success.contact_departures ORDER BY row_id`,
      ),
    ctas: () => rows('SELECT title, type, priority, reason FROM customer_success.ctas ORDER BY row_id'),
    token: async (run: string): Promise<string> =>
      (await rows<{ token: string }>('SELECT customer_success.return_token($1) AS token', [run]))[0]?.token ??
      '',
  };
}
