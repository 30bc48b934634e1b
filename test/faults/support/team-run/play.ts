import { setTimeout as pause } from 'node:timers/promises';
import type { TestLogin } from '../../../support/postgres';
import type { TcpProxy } from '../../../support/tcp-proxy';
import type { DeskProcess } from '../desk-process';
import type { CompanyInTrouble } from './company-in-trouble';
import { type Asked, askedFor } from './decide';
import type { RunStep } from './steps';

/** A desk of the run, with the line to the company that is its own. */
export interface Seat {
  readonly desk: DeskProcess;
  readonly line: TcpProxy;
  readonly login: TestLogin;
}

export interface Run {
  readonly seats: Seat[];
  readonly company: CompanyInTrouble;
  /** Seats a copy of the desk's store beside it, once in a run; later calls do nothing. */
  clone(seat: Seat): Promise<void>;
}

/** What came of a run, for the reader of its output and for the oracle. */
export interface Played {
  /** Answered with yes: each is an operation, or several. */
  decided: number;
  /** Answered with words: there was nothing to take back, the role is not enough, … */
  declined: Map<string, number>;
  /** Keys of entries that were told to whoever made them: on which seat. */
  readonly told: { readonly entry: string; readonly seat: Seat }[];
  readonly faults: Map<string, number>;
}

/** Plays the steps in order, while the hosts do what they do by themselves; then all that was taken away is given back. */
export async function playRun(run: Run, steps: readonly RunStep[]): Promise<Played> {
  const played: Played = { decided: 0, declined: new Map(), told: [], faults: new Map() };
  const due: { at: number; undo: () => Promise<void> }[] = [];
  for (const [moment, step] of steps.entries()) {
    for (const { undo } of due.filter(({ at }) => at === moment)) await undo();
    const seat = 'desk' in step ? run.seats[step.desk % run.seats.length] : undefined;
    const undo = await play(run, step, seat, moment, played);
    if (step.what !== 'decide') count(played.faults, step.what);
    if (undo !== null && 'steps' in step) due.push({ at: moment + step.steps, undo });
  }
  for (const { undo } of due.filter(({ at }) => at >= steps.length)) await undo();
  return played;
}

type Undo = () => Promise<void>;
const cs = 'customer_success';

async function play(
  run: Run,
  step: RunStep,
  seat: Seat | undefined,
  moment: number,
  played: Played,
): Promise<Undo | null> {
  const { company } = run;
  switch (step.what) {
    case 'late commit':
      return company.openTransaction(
        `update ${cs}.organizations set name = name || '.' where external_id = 'o${step.account}'`,
      );
    case 'owner':
      await company.query(
        `update ${cs}.organizations set owner_id = ${step.manager} where external_id = 'o${step.account}'`,
      );
      return null;
    case 'held':
      return company.openTransaction(
        `select from ${cs}.audit_heads h join ${cs}.organizations on organization_id = chain
          where external_id = 'o${step.account}' for update of h`,
      );
    case 'gone or back':
      await company.query(
        `with gone as (delete from ${cs}.organizations where external_id = 'o${step.account}' returning external_id)
         insert into ${cs}.organizations (external_id, name, owner_id, created_at)
         select id, 'Back ' || id, 1 + ${step.account} % 2, now() from (select 'o${step.account}' as id) a
          where not exists (select from gone)
            and not exists (select from ${cs}.organizations where external_id = a.id)
            and not exists (select from ${cs}.merged_accounts where external_id = a.id)`,
      );
      return null;
    case 'merge':
      await company.query(
        `select ${cs}.merge_accounts(a.organization_id, b.organization_id)
           from ${cs}.organizations a, ${cs}.organizations b
          where a.external_id = 'o${step.account}' and b.external_id = 'o${step.into}' and a <> b`,
      );
      return null;
    case 'crash':
      await company.crash();
      return null;
    case 'sessions ended':
      await company.endSessions();
      return null;
    case 'dump':
      return company.dump();
  }
  if (seat === undefined) throw new Error('there are no desks');
  const { desk, line, login } = seat;
  switch (step.what) {
    case 'decide':
      await decide(seat, step, moment, played);
      return null;
    case 'sync':
      await desk.start();
      // A server that is away is no fault of the desk's.
      await desk.call('monitor.syncNow');
      return null;
    case 'cut':
      line.cutAfter(step.bytes);
      return async () => line.heal();
    case 'role':
      return memberAs(company, login.login, `role = '${step.role}'`);
    case 'book':
      return memberAs(
        company,
        login.login,
        step.book === 'all' ? `scope = 'all'` : `scope = 'book', manager_id = ${step.book}`,
      );
    case 'revoke':
      await company.query(
        `create table if not exists public.taken as select * from ${cs}.memberships where false;
         with gone as (delete from ${cs}.memberships where login = '${login.login}' returning *)
         insert into public.taken select * from gone`,
      );
      return () => company.query(giveBack);
    case 'clone':
      await run.clone(seat);
      return null;
  }
}

/** Changes a membership until it is as it was at first again. */
async function memberAs(company: CompanyInTrouble, login: string, change: string): Promise<Undo> {
  // Also in a dump of before.
  const keep = `create table if not exists public.at_first as select * from ${cs}.memberships`;
  await company.query(`${keep}; update ${cs}.memberships set ${change} where login = '${login}'`);
  return () =>
    company.query(
      `${keep}; update ${cs}.memberships m set role = f.role, scope = f.scope, manager_id = f.manager_id
         from public.at_first f where f.login = m.login and m.login = '${login}'`,
    );
}

/** Memberships that were taken away, in a database that may be a dump of before by now. */
export const giveBack = `
  create table if not exists public.taken as select * from ${cs}.memberships where false;
  insert into ${cs}.memberships select distinct on (login) * from public.taken on conflict do nothing;
  delete from public.taken`;

async function decide(
  seat: Seat,
  { name, which, killedAfter }: Extract<RunStep, { what: 'decide' }>,
  moment: number,
  played: Played,
): Promise<void> {
  const { desk } = seat;
  await desk.start();
  // Where there is nothing to change yet, something is written.
  const asked = (await askedFor(desk, name, which, moment)) ?? (await askedFor(desk, 'write', which, moment));
  if (asked === null) return count(played.declined, 'nothing to decide on');
  const answering = ask(seat, asked, played);
  if (killedAfter === null) return answering;
  await pause(killedAfter);
  await desk.kill();
  count(played.faults, 'killed');
  await answering;
  // As the app does; nobody waits for it.
  desk.start().catch(() => undefined);
}

async function ask(seat: Seat, { path, input }: Asked, played: Played): Promise<void> {
  const response = await seat.desk.call(path, input);
  if (response === null) return count(played.declined, 'killed before it answered');
  if (response.ok) {
    played.decided += 1;
    const { noteId, pulseId } = response.data as { noteId?: string; pulseId?: string };
    const entry = noteId ?? pulseId;
    if (entry !== undefined) played.told.push({ entry, seat });
    return;
  }
  const { code, message } = response.error;
  if (code === 'internal') throw new Error(`${path}: ${message}`);
  count(played.declined, code);
  if (code !== 'rate_limited') return;
  // A person is slower than this run: what counts a window's calls begins anew with its host.
  await seat.desk.close();
  await seat.desk.start();
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
