import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { startPostgres } from '../support/postgres';
import { type AskedOperation, apply, createTeam, note, type Team } from '../support/team';
import { type BenchRow, comparison, figure } from './bench-row';
import { median, quantile, seconds, size } from './timing';

/** As many as a call takes. */
const batch = 500;
const insert = `INSERT INTO customer_success.notes (note_id, organization_id, author, made_at, text)
  VALUES (gen_random_uuid(), 1, session_user, now(), $1)`;

/** What it costs to go through the door to the company's database, beside writing the same rows without it. */
export async function benchOperations(log: (text: string) => void): Promise<BenchRow[]> {
  const server = await startPostgres();
  const team = await createTeam(server);
  try {
    log('operations one by one');
    const single = await roundTrips(team);
    log(`calls of ${batch}`);
    const calls = await batches(team);
    log('fifty desktops at once');
    const crowd = await lagOfMany(team, size('DESKTOPS', 50));
    log('a week offline');
    return [...single, ...calls, ...crowd, ...(await weekOffline(team, size('OPERATIONS', 10_000)))];
  } finally {
    await team.company.drop();
    await server.stop();
  }
}

const notes = (count: number): AskedOperation[] =>
  Array.from({ length: count }, (_, n) => note(`note ${n}: ${'called about the renewal. '.repeat(4)}`));

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  return (await seconds(work)).seconds * 1000;
}

async function repeated(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) taken.push(await milliseconds(work));
  return taken;
}

async function roundTrips({ clients, company }: Team): Promise<BenchRow[]> {
  const owner = await company.admin.connect();
  await repeated(20, () => apply(clients.ann, notes(1)));
  const operations = await repeated(300, () => apply(clients.ann, notes(1)));
  const inserts = await repeated(300, () => owner.query(insert, [notes(1)[0]?.patch]));
  owner.release();
  return [0.5, 0.95].map((share) =>
    comparison(
      `an operation there and back, p${share * 100}`,
      quantile(operations, share),
      'ms',
      { name: 'a plain INSERT of the row', value: quantile(inserts, share) },
      null,
    ),
  );
}

async function batches({ clients, company }: Team): Promise<BenchRow[]> {
  const calls = () => repeated(7, () => apply(clients.ann, notes(batch)));
  const owner = await company.admin.connect();
  const inserts = await repeated(7, () => insertEach(owner));
  owner.release();
  const taken = median(await calls());
  return [
    comparison(
      `${batch} operations in a call`,
      taken,
      'ms',
      { name: `${batch} INSERTs of the rows, within the server`, value: median(inserts) },
      '<= 10',
    ),
  ];
}

async function insertEach(owner: pg.PoolClient): Promise<void> {
  await owner.query(`DO $$ BEGIN FOR n IN 1..${batch} LOOP
    INSERT INTO customer_success.notes (note_id, organization_id, author, made_at, text)
    VALUES (gen_random_uuid(), 1, session_user, now(), 'note ' || n || repeat('called about the renewal. ', 4)); END LOOP; END $$`);
}

/** Each desktop on its own connection and under its own login pushes one operation after another. */
async function lagOfMany({ company }: Team, desktops: number): Promise<BenchRow[]> {
  const clients: pg.Client[] = [];
  for (let n = 0; n < desktops; n += 1) {
    clients.push(await (await company.createLogin({ role: 'manager', scope: 'all' })).connect());
  }
  const lags = await Promise.all(clients.map((client) => repeated(20, () => apply(client, notes(1)))));
  return [0.5, 0.95].map((share) =>
    figure(
      `an operation of one of ${desktops} desktops that push at once, p${share * 100}`,
      quantile(lags.flat(), share),
      'ms',
    ),
  );
}

async function weekOffline({ clients, company }: Team, count: number): Promise<BenchRow[]> {
  const waiting = notes(count);
  const free = await seconds(() => drain(clients.ann, waiting));
  const copied = await seconds(() => copyRows(company.admin, count));
  await company.admin.query(`UPDATE customer_success.operation_limits
    SET per_minute = CASE calls WHEN 'single' THEN 60 WHEN 'batch' THEN 10 WHEN 'single of an address' THEN 600 ELSE 100 END;
    DELETE FROM customer_success.operation_calls`);
  const limited = await seconds(() => drain(clients.ann, notes(count)));
  return [
    comparison(
      `${count} operations in calls of ${batch}, without limits`,
      free.seconds,
      's',
      { name: 'COPY of the rows', value: copied.seconds },
      null,
    ),
    figure(`the same, with the limits`, limited.seconds, 's', '< 180'),
  ];
}

/** As a desktop does: what is put off is sent again when the door says. */
async function drain(client: pg.Client, waiting: readonly AskedOperation[]): Promise<void> {
  for (let sent = 0; sent < waiting.length; ) {
    const [first] = await apply(client, waiting.slice(sent, sent + batch));
    if (first?.outcome === 'later') await pause(Number(first.answer['retry_in_ms']));
    else sent += batch;
  }
}

async function copyRows(admin: pg.Pool, count: number): Promise<void> {
  const owner = await admin.connect();
  const stream = owner.query(
    copyFrom('COPY customer_success.notes (note_id, organization_id, author, made_at, text) FROM STDIN'),
  );
  const lines = notes(count).map(
    ({ op_id, patch }) => `${op_id}\t1\tann\t2026-11-28\t${Object.values(patch ?? {})[0]}\n`,
  );
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject).on('finish', resolve);
    stream.end(lines.join(''));
  });
  owner.release();
}
