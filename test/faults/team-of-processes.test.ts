import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestCompany,
  startPostgres,
  type TestCompany,
  type TestLogin,
  type TestServer,
} from '../support/postgres';
import { startTcpProxy } from '../support/tcp-proxy';
import { fillCompany } from '../sync/support/company';
import { createDeskProcess, type DeskProcess } from './support/desk-process';
import { troubleFor } from './support/team-run/company-in-trouble';
import { giveBack, playRun, type Seat } from './support/team-run/play';
import { expectSettled, settle } from './support/team-run/settle';
import { stepsOf } from './support/team-run/steps';

/** STEWARD_SCHEDULES=2000 for that many decisions; STEWARD_SEED for other ones, or those of a run before. */
const decisions = Number(process.env['STEWARD_SCHEDULES'] ?? 120);
const seed = Number(process.env['STEWARD_SEED'] ?? 11);
const day = 86_400_000;

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres({ ours: true });
});
afterAll(() => server.stop());

test('three hosts, and a copy of one, killed, cut off, revoked, restored: each ends as the company has it, each decision once', async () => {
  const company = await createTestCompany(server);
  const seats: Seat[] = [];
  try {
    await fillCompany(company.admin, 9);
    await company.admin.query('update customer_success.operation_limits set per_minute = 1000000');
    for (const [role, clockAhead] of [
      ['ann', day],
      ['ben', -day],
      ['ada', 0],
    ] as const)
      seats.push(
        await sitDown(await loginOf(company, role), (url) => createDeskProcess({ url, clockAhead })),
      );
    for (const { desk } of seats) {
      await desk.start();
      await desk.call('monitor.syncNow');
    }
    const started = Date.now();
    const trouble = troubleFor(server, company);
    const clone = async (seat: Seat) => {
      if (seats.length > 3) return;
      await seat.desk.kill();
      seats.push(await sitDown(seat.login, seat.desk.copy));
    };
    const played = await playRun({ seats, company: trouble, clone }, stepsOf(decisions, seed));
    await company.admin.query(giveBack);
    const workedFor = Date.now() - started;
    await settle(seats);
    const { outcomes, kinds } = await expectSettled(company, seats, played);
    console.info(
      `seed ${seed}: ${played.decided} decisions in ${Math.round(workedFor / 1000)} s, settled after ${Math.round((Date.now() - started - workedFor) / 1000)} s;`,
      'operations',
      outcomes,
      'declined',
      Object.fromEntries(played.declined),
      `of ${kinds.size} kinds; faults`,
      Object.fromEntries(played.faults),
    );
    const total = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThan(decisions / 2);
    expect(kinds.size).toBeGreaterThan(9);
  } finally {
    for (const { desk, line } of seats) {
      await desk.remove();
      await line.close();
    }
    await company.drop();
  }
}, 14_400_000);

function loginOf(company: TestCompany, who: 'ann' | 'ben' | 'ada'): Promise<TestLogin> {
  if (who === 'ada') return company.createLogin({ role: 'admin', scope: 'all' });
  return company.createLogin({ role: 'manager', scope: 'book', managerId: who === 'ann' ? 1 : 2 });
}

async function sitDown(login: TestLogin, deskAt: (url: string) => DeskProcess): Promise<Seat> {
  const line = await startTcpProxy(login.url);
  return { desk: deskAt(line.through(login.url)), line, login };
}
