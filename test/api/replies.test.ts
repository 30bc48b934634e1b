import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import {
  contactDepartureSchema,
  type IncomingGroup,
  incomingListSchema,
  unmatchedMailsSchema,
} from '../../src-preload/contract/interventions/incoming';
import { comesBack, tell, toldOf } from '../support/incoming';
import { type RunningHost, startHost } from '../support/running-host';
import { launch, readyToSend, send } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let host: RunningHost;
beforeEach(async () => {
  await readyToSend(team);
  await team.company.admin.query(
    `DELETE FROM customer_success.incoming_mails; DELETE FROM customer_success.unmatched_mails;
     DELETE FROM customer_success.contact_departures; DELETE FROM customer_success.suppressions`,
  );
});
afterEach(() => host.close());

async function openAs(name: 'ann' | 'ada' | 'vera'): Promise<void> {
  host = await startHost(team.logins[name].url, () => 'kept');
  await expect
    .poll(() => host.ask('settings.me'), { timeout: 30_000 })
    .toMatchObject({ login: team.logins[name].login });
}
async function gone() {
  await launch(team.clients.ann);
  return send(team.clients.ada);
}
const list = async (group: IncomingGroup, more: object = {}) =>
  incomingListSchema.parse(
    await host.ask('interventions.replies.list', { group, offset: 0, limit: 50, ...more }),
  );
const mails = async (group: IncomingGroup, more: object = {}) => (await list(group, more)).mails;
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 100 });
type Departure = z.infer<typeof contactDepartureSchema>['departure'];
const departureOf = async (contactId: number): Promise<Departure> =>
  contactDepartureSchema.parse(
    await host.ask('interventions.replies.departure', { organizationId: 1, contactId }),
  ).departure;

describe('what came back', () => {
  test('is listed by what it is, of an account, a contact, or an owner’s accounts', async () => {
    const run = await gone();
    await comesBack(team.clients.ada, 'reply-below', run);
    await comesBack(team.clients.ada, 'away-exchange', run);
    await openAs('ada');
    await eventually(async () => expect((await list('all')).total).toBe(2));
    expect(await mails('waiting')).toMatchObject([
      { kind: 'reply', isWaiting: true, account: 'Acme', contactId: 1, runId: run.run_id, departure: null },
    ]);
    expect(await mails('machines')).toMatchObject([{ kind: 'out_of_office', isWaiting: false }]);
    expect(await mails('all', { organizationId: 1, contactId: 1 })).toHaveLength(2);
    expect(await mails('all', { organizationId: 2 })).toEqual([]);
    expect(await mails('all', { ownerId: 999 })).toEqual([]);
  });

  test('as a reply waits until somebody says that it is taken care of, and again when that was wrong', async () => {
    await comesBack(team.clients.ada, 'reply-below', await gone());
    await openAs('ann');
    await eventually(async () => expect(await mails('waiting')).toHaveLength(1));
    const [{ mailId } = { mailId: '' }] = await mails('waiting');
    await host.ask('interventions.replies.settle', { mailId, answered: true });
    expect(await mails('waiting')).toEqual([]);
    expect(await mails('replies')).toMatchObject([{ isWaiting: false }]);
    await eventually(async () =>
      expect(await mails('replies')).toMatchObject([{ answeredBy: team.logins.ann.login, isPending: false }]),
    );
    await host.ask('interventions.replies.settle', { mailId, answered: false });
    expect(await mails('waiting')).toHaveLength(1);
    await eventually(async () =>
      expect(await mails('waiting')).toMatchObject([{ answeredBy: null, isPending: false }]),
    );
  });

  test('from an address that is gone is undone: they are there, and an admin lets it get mail again', async () => {
    await comesBack(team.clients.ada, 'exim-no-such-user', await gone(), { addresses: [] });
    await openAs('ada');
    await eventually(async () => expect(await mails('machines')).toHaveLength(1));
    const [mail] = await mails('machines');
    expect(mail).toMatchObject({
      followed: { suppressed: true, departure: true },
      address: 'user1@x1.example',
      departure: { isPending: false },
    });
    expect(await departureOf(1)).toMatchObject({ how: 'bounced' });
    await host.ask('interventions.replies.settleDeparture', { departureId: mail?.departure?.departureId });
    await eventually(async () => expect(await departureOf(1)).toBeNull());
    await eventually(async () => expect((await mails('machines'))[0]?.departure).toBeNull());
    expect(await host.ask('sending.suppress', { address: mail?.address ?? '', suppressed: false })).toEqual({
      changed: true,
    });
    const { rowCount } = await team.company.admin.query('SELECT FROM customer_success.suppressions');
    expect(rowCount).toBe(0);
  });

  test('about no message is shown to admins, and to nobody else', async () => {
    await tell(team.clients.ada, await toldOf('reply-below', 'nobody@nowhere.example'));
    await openAs('ada');
    const unmatched = async () =>
      unmatchedMailsSchema.parse(await host.ask('interventions.replies.unmatched')).mails;
    expect(await unmatched()).toMatchObject([{ kind: 'reply', why: 'unknown' }]);
    await host.close();
    await openAs('ann');
    expect(await unmatched()).toEqual([]);
    await host.close();
    await openAs('vera');
    expect(
      await host.call('interventions.replies.settle', {
        mailId: '6f1d6a3e-4a53-4f6e-9c1d-0d0d3a6b0001',
        answered: true,
      }),
    ).toMatchObject({ error: { code: 'forbidden' } });
  });
});
