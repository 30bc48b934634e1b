import { beforeEach, expect, test } from 'vitest';
import { setPulse } from '../../src-main/actions/scores/pulse';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { accountAt, decidingAt, outboxStates, setBacksOf, writeNote } from '../sync/support/decide';
import { deskForEachTest } from '../sync/support/desk-for-each-test';
import { expectShownAsAtCompany } from '../sync/support/shown-entries';

const here = deskForEachTest({ accounts: 4, scope: 'book' });
let proxy: TcpProxy;
const overProxy = () => ({
  connect: { url: proxy.through(here.login.url), connectTimeout: 5_000, silenceTimeout: 1_000 },
});

beforeEach(async () => {
  await here.company.admin.query('update customer_success.operation_limits set per_minute = 1000000');
  proxy = await startTcpProxy(here.login.url);
  await here.desk.sync(overProxy());
  return () => proxy.close();
});

/** Decisions of two accounts, so that the call is more than one packet. */
function decideMuch(turn: number): void {
  for (let n = 0; n < 20; n += 1)
    writeNote(here.desk, `note ${turn}.${n} ${'x'.repeat(900)}`, accountAt(here.desk, n % 2));
  setPulse(decidingAt(here.desk), {
    account: { organizationId: accountAt(here.desk) },
    points: turn,
    reason: `pulse ${turn}`,
  });
}

async function expectEachOnce(decided: number): Promise<void> {
  const { rows } = await here.company.admin.query<{ taken: number; entries: number; audited: number }>(
    `select (select count(*)::int from customer_success.operations) as taken,
            (select count(*)::int from customer_success.notes) + (select count(*)::int from customer_success.pulses) as entries,
            (select count(*)::int from customer_success.audit_log where op_id is not null) as audited`,
  );
  expect(rows).toEqual([{ taken: decided, entries: decided, audited: decided }]);
}

test.each(['to the company', 'from the company'] as const)(
  'a line that is cut at any part of what goes %s loses nothing and doubles nothing, and says what is safe',
  async (direction) => {
    decideMuch(0);
    const before = direction === 'to the company' ? proxy.bytesFromClient : proxy.bytesFromServer;
    await here.desk.sync(overProxy());
    const whole = (direction === 'to the company' ? proxy.bytesFromClient : proxy.bytesFromServer) - before;
    let cuts = 0;
    for (let tenth = 0; tenth < 10; tenth += 1) {
      decideMuch(tenth + 1);
      const at = Math.floor((whole * (tenth + 0.5)) / 10);
      if (direction === 'to the company') proxy.cutAfterSent(at);
      else proxy.cutAfter(at);
      const trouble = await here.desk.sync(overProxy()).then(
        () => null,
        (error: Error) => error,
      );
      if (trouble !== null) {
        cuts += 1;
        expect(trouble).toMatchObject({ code: 'offline' });
        expect(trouble.message).toBe('The company’s database can’t be reached: it does not answer.');
      }
      proxy.heal();
    }
    expect(cuts).toBeGreaterThan(7);
    await here.desk.sync(overProxy());
    expect(outboxStates(here.desk)).toEqual(['seen 231']);
    expect(setBacksOf(here.desk)).toEqual([]);
    await expectEachOnce(231);
    await expectShownAsAtCompany(here.desk.store.read, here.desk.url);
    await here.desk.expectEqual();
  },
);

test('a line that goes dead while the company answers is given up, and the next push asks for the same answer', async () => {
  decideMuch(0);
  await here.company.admin.query(`create function public.wait() returns trigger language plpgsql as
    $$ begin perform pg_sleep(1.5); return null; end $$;
    create trigger wait after insert on customer_success.pulses for each row execute function public.wait()`);
  const silent = here.desk.sync(overProxy());
  setTimeout(() => proxy.silence(), 700);
  await expect(silent).rejects.toMatchObject({ code: 'offline' });
  proxy.heal();
  expect(outboxStates(here.desk)).toEqual(['pending 21']);
  await here.company.admin.query('drop function public.wait() cascade');
  await here.desk.sync(overProxy());
  await here.desk.sync(overProxy());
  expect(outboxStates(here.desk)).toEqual(['seen 21']);
  await expectEachOnce(21);
});

test.skipIf(process.env['STEWARD_TEST_PG_URL'] !== undefined)(
  'a server that crashes while it takes operations has taken them wholly or not at all',
  async () => {
    decideMuch(0);
    await here.company.admin.query(`create function public.wait() returns trigger language plpgsql as
    $$ begin perform pg_sleep(0.5); return null; end $$;
    create trigger wait after insert on customer_success.pulses for each row execute function public.wait()`);
    const crashing = here.desk.sync(overProxy());
    const crash = new Promise<void>((resolve, reject) => {
      setTimeout(() => here.server.crash?.().then(resolve, reject), 250);
    });
    await expect(crashing).rejects.toMatchObject({ code: 'offline' });
    await crash;
    await here.company.admin.query('drop function public.wait() cascade');
    expect(outboxStates(here.desk)).toEqual(['pending 21']);
    await here.desk.sync(overProxy());
    await here.desk.sync(overProxy());
    expect(outboxStates(here.desk)).toEqual(['seen 21']);
    await expectEachOnce(21);
    await here.desk.expectEqual();
  },
);
