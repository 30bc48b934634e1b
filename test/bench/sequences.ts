import { randomUUID } from 'node:crypto';
import { readDue } from '../../src-main/store/sequences/read-inside';
import { ruleChecking } from '../../src-main/work/rules/rule-checking';
import { makeOutMoves } from '../../src-main/work/sequences/make-out-moves';
import { startPostgres } from '../support/postgres';
import { call, readyToSend } from '../support/sending';
import { hours, mail, sequenceDefinition } from '../support/sequences/entries';
import { temporaryStore } from '../support/store-builder';
import { createTeam, type Team } from '../support/team';
import { type BenchRow, comparison, figure } from './bench-row';
import { seconds, size } from './timing';

const atOnce = 1_000;

/** How long it takes to move all who are inside of a sequence on by one step, beside the same rows changed in plain SQL. */
export async function benchSequences(log: (text: string) => void): Promise<BenchRow[]> {
  const people = size('ENROLMENTS', 100_000);
  const made = makeOut(people, log);
  const server = await startPostgres();
  const team = await createTeam(server);
  try {
    await readyToSend(team);
    log(`${people} people whose wait is reckoned anew, a thousand a call, and the same in plain SQL`);
    await fill(team, people);
    const plain = await seconds(() => changePlainly(team, people));
    const moved = await seconds(() => move(team, people, null));
    const mails = Math.min(people, 10_000);
    log(`${mails} mails of steps`);
    // As in a company that has sent before: of an empty table nothing is known that plans could rest on.
    await move(team, Math.min(people, atOnce), 'mail');
    await team.company.admin.query('ANALYZE');
    const sent = await seconds(() => move(team, mails, 'mail'));
    const peer = { name: 'UPDATE of as many rows, a thousand each', value: plain.seconds };
    return [
      figure(`next steps of ${people} people made out`, made, 's', '< 60'),
      comparison(`${people} people moved on at the company`, moved.seconds, 's', peer, '<= 10'),
      figure(`${mails} mails of steps made`, sent.seconds, 's', '< 60'),
    ];
  } finally {
    await team.company.drop();
    await server.stop();
  }
}

const definition = sequenceDefinition({ steps: [hours('wait1', 24), mail('mail1')] });

/** @returns seconds */
function makeOut(people: number, log: (text: string) => void): number {
  log(`the next steps of ${people} people of 1,000 accounts`);
  const { store, remove } = temporaryStore(() => 0);
  const { client } = store.db;
  client.exec(`
    insert into organizations (organization_id, external_id, name, lifecycle_stage, created_at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) select i, 'o' || i, 'Account ' || i, 'adoption', 0 from n;
    insert into users (user_id, organization_id, external_id, name, role, created_at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${people}) select i, 1 + i % 1000, 'u' || i, 'User ' || i, 'member', 0 from n`);
  client
    .prepare(`insert into copied_sequences (row_id, sequence_id, name, definition, state, author, made_at, version, changed, created_at)
              values (1, 's', 'S', @definition, 'active', 'ada', 0, 1, '{}', 0)`)
    .run({ definition: JSON.stringify(definition) });
  client
    .prepare(
      `insert into sequence_versions (row_id, sequence_id, version, definition, author, made_at) values (1, 's', 1, ?, 'ada', 0)`,
    )
    .run(JSON.stringify(definition));
  client.exec(`
    insert into enrolments (enrolment_id, sequence_id, organization_id, user_id, entry_key, version, generation, step_id, is_done, since_at,
                            wakes_at, waits_for, entered_at, entered_by, entered_how)
    select user_id, 's', organization_id, user_id, '', 1, 1, 'wait1', 0, 0, user_id, 'wait', 0, 'ada', 'hand' from users`);
  const now = 2_000_000_000_000;
  const began = performance.now();
  const checking = ruleChecking(store.read);
  let made = 0;
  for (let after = 0; ; ) {
    const due = readDue(store.read, now, after, 5_000);
    const last = due.at(-1);
    if (last === undefined) break;
    const steps = makeOutMoves(store.read, due, { now, day: 23_000, checking });
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    made += step.value.length;
    after = last.id;
  }
  const took = (performance.now() - began) / 1000;
  remove();
  if (made !== people) throw new Error(`${made} of ${people} were made out`);
  return took;
}

async function fill({ company }: Team, people: number): Promise<void> {
  const id = randomUUID();
  await company.admin.query(
    `INSERT INTO customer_success.sequences (sequence_id, name, definition, state, author, made_at, switched_by)
     VALUES ($1, 'Bench', $2, 'active', 'ada', now(), 'ada')`,
    [id, JSON.stringify(definition)],
  );
  await company.admin.query(
    `INSERT INTO customer_success.sequence_versions (sequence_id, version, definition, author, made_at) VALUES ($1, 1, $2, 'ada', now())`,
    [id, JSON.stringify(definition)],
  );
  await company.admin.query(
    `INSERT INTO customer_success.users (user_id, organization_id, external_id, name, email)
     SELECT 1000 + n, 1 + n % 3, 'bench ' || n, 'Bench ' || n, 'bench' || n || '@x.example' FROM generate_series(1, $1::int) n`,
    [people],
  );
  await company.admin.query(
    `INSERT INTO customer_success.enrolments (sequence_id, organization_id, user_id, version, step_id, wakes_at, entered_by, entered_how)
     SELECT $1, organization_id, user_id, 1, 'wait1', now(), 'ada', 'hand' FROM customer_success.users WHERE user_id > 1000`,
    [id],
  );
  await company.admin.query('ANALYZE');
}

async function changePlainly({ company }: Team, people: number): Promise<void> {
  for (let from = 1; from <= people; from += atOnce)
    await company.admin.query(
      `UPDATE customer_success.enrolments SET since_at = now(), wakes_at = now(), waits_for = 'wait', generation = generation + 1
        WHERE enrolment_id BETWEEN $1 AND $2`,
      [from, from + atOnce - 1],
    );
}

async function move(team: Team, people: number, does: 'mail' | null): Promise<void> {
  await team.company.admin.query('UPDATE customer_success.runner_lease SET held_until = NULL');
  const host = randomUUID();
  const { fence } = await call(team.clients.ada, 'claim_runner', host, { app: '1', machine: 'bench' });
  const { rows } = await team.company.admin.query<{ id: number; generation: number }>(
    'SELECT enrolment_id AS id, generation FROM customer_success.enrolments ORDER BY 1 LIMIT $1',
    [people],
  );
  for (let from = 0; from < rows.length; from += atOnce) {
    const now = Date.now();
    const moves = rows.slice(from, from + atOnce).map(({ id, generation }) => ({
      ...{ enrolment: id, generation, step: does === null ? 'wait1' : 'mail1', does, is_done: false },
      ...{ since_at: now, wakes_at: now, waits_for: 'wait', ends: null },
    }));
    const answer = await call(team.clients.ada, 'move_enrolments', host, fence, now, moves);
    if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
  }
}
