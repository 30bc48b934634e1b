import { startWork } from '../../../src-main/host/start-work';
import type { JobsHandle } from '../../../src-main/jobs/start-jobs';
import { systemClock } from '../../../src-main/ports/clock';
import { createIds } from '../../../src-main/ports/ids';
import { pushForCompany } from '../../../src-main/sync/push/push-for-company';
import { createRunnerTurn, type RunnerTurn } from '../../../src-main/sync/push/runner-turn';
import { type Connection, connect } from '../../../src-main/sync/wire/connect';
import { beginDuty } from '../../../src-main/work/running/begin-duty';
import { takeUpIfNews } from '../../../src-main/work/running/take-up-book';
import { scoreAfterSync } from '../../../src-main/work/scoring/keep-scored';
import { advanceIfDue } from '../../../src-main/work/sequences/advance-sequences';
import { judgeIfDue } from '../../../src-main/work/triggers/keep-judged';
import type { TestLogin } from '../../support/postgres';
import { type Desk, openDesk } from './desk';

/** A desk with the jobs of its host. */
export interface WorkedDesk {
  readonly desk: Desk;
  readonly jobs: JobsHandle;
  readonly turn: RunnerTurn;
  /** A round of sync, what follows of it, and this host's turn. */
  round(): Promise<void>;
  /** This host's turn alone, over a connection that the test has its hands in. */
  takeTurn(wrap?: (connection: Connection) => Connection): Promise<void>;
  close(): Promise<void>;
}

/** @param app the version of its Steward */
export function workAt(login: TestLogin, app = '1.0.0'): WorkedDesk {
  const desk = openDesk(login);
  const jobs = startWork({
    store: desk.store,
    clock: systemClock,
    onJob: () => undefined,
    onChanged: () => undefined,
    random: () => 0.5,
  });
  const turn = createRunnerTurn({
    ids: createIds(systemClock),
    sender: { machine: 'desk', app },
    askEvery: 0,
    onDuty: (duty) => {
      if (duty !== null) beginDuty(jobs, desk.store);
    },
  });
  async function takeTurn(wrap: (connection: Connection) => Connection = (connection) => connection) {
    const connection = await connect({ url: login.url });
    await pushForCompany(turn, {
      store: desk.store,
      connection: wrap(connection),
      clock: systemClock,
      rawEventDays: 90,
      onApplied: () => undefined,
    });
    await connection.close();
  }
  return {
    desk,
    jobs,
    turn,
    takeTurn,
    async round() {
      const { organizationIds } = await desk.sync();
      takeUpIfNews(jobs, desk.store.read);
      scoreAfterSync(jobs, desk.store.read, organizationIds, Date.now());
      judgeIfDue(jobs, desk.store.read, Date.now());
      advanceIfDue(jobs, desk.store.read, Date.now());
      await takeTurn();
      await jobs.runUntilIdle();
      await takeTurn();
    },
    async close() {
      await jobs.stop();
      desk.close();
    },
  };
}
