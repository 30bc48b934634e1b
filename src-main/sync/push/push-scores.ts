import type { Duty } from '../../store/runner/duty';
import {
  type AccountPush,
  accountOf,
  type PeoplePush,
  peopleOf,
  readOutgoingScores,
  settlePushed,
} from '../../store/runner/scores-to-push';
import type { Store } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import type { Connection } from '../wire/connect';
import type { SyncContext } from '../wire/context';
import { isLost, type RunnerAnswer, runnerAnswerSchema } from './push-documents';

/** Accounts of a call, and people of one. */
const accountsAtOnce = 500;
const peopleAtOnce = 5000;
/** Milliseconds after which a round of sync goes on to its next pull: the rest goes up after that. */
const longest = 10_000;

/**
 * Writes down at the company what waits, in calls of many accounts. An account counts as pushed once the company has answered
 * for it and its people; after a kill before that it goes up again, which changes nothing there.
 * @returns how it ended: what is not `applied` has left something behind
 */
export async function pushScores(context: SyncContext, duty: Duty): Promise<RunnerAnswer> {
  const { store, connection, log } = context;
  const until = performance.now() + longest;
  let door: ScoresDoor | null = null;
  while (performance.now() < until) {
    const batch = readBatch(store);
    if (batch.accounts.length === 0) break;
    door ??= await findDoor(connection);
    // Of an earlier version than this Steward: it goes there once the company has run its migration.
    if (door === 'none') break;
    const answer = await pushBatch({ connection, duty, door }, batch);
    if (answer.outcome === 'later' || isLost(answer)) return answer;
    if (answer.outcome === 'refused') log?.error({ ...answer }, 'scores were refused');
    writeTransaction(store, 'runner.pushed', (tx) => settlePushed(tx, batch.pushes));
  }
  return { outcome: 'applied' };
}

type Account = AccountPush & { readonly organizationId: number };
type Person = Pick<AccountPush, 'day' | 'config' | 'model'> & { readonly person: PeoplePush[number] };

function readBatch({ read }: Store) {
  const rows = readOutgoingScores(read, accountsAtOnce);
  const accounts: Account[] = [];
  const people: Person[] = [];
  for (const { next, before } of rows) {
    const account = accountOf(next);
    accounts.push({ ...account, organizationId: next.organizationId });
    const { day, config, model } = account;
    // By another configuration the same score is another row.
    const isSame = before !== null && accountOf(before).config === config;
    const known = new Map(isSame ? peopleOf(before).map((person) => [person[0], String(person)]) : []);
    for (const person of peopleOf(next))
      if (known.get(person[0]) !== String(person)) people.push({ day, config, model, person });
  }
  return { accounts, people, pushes: rows.map(({ next }) => next) };
}

/** Whether the company takes scores, and their dimensions. */
type ScoresDoor = 'none' | 'without dimensions' | 'with dimensions';

interface Way {
  readonly connection: Connection;
  readonly duty: Duty;
  readonly door: ScoresDoor;
}

async function findDoor(connection: Connection): Promise<ScoresDoor> {
  const [row] = await connection.query<{ arguments: number | null }>(
    `select max(pronargs) as arguments from pg_proc where proname = 'push_scores'
        and pronamespace = to_regnamespace('customer_success')`,
  );
  if (row?.arguments == null) return 'none';
  return row.arguments > 10 ? 'with dimensions' : 'without dimensions';
}

/** People first: when scores were pushed last is told of accounts. */
async function pushBatch(
  way: Way,
  { accounts, people }: Pick<ReturnType<typeof readBatch>, 'accounts' | 'people'>,
): Promise<RunnerAnswer> {
  let refused: RunnerAnswer | null = null;
  for (let from = 0; from < people.length; from += peopleAtOnce) {
    const answer = await pushPeople(way, people.slice(from, from + peopleAtOnce));
    if (answer.outcome === 'later' || isLost(answer)) return answer;
    if (answer.outcome === 'refused') refused = answer;
  }
  const answer = await pushAccounts(way, accounts);
  return answer.outcome === 'applied' ? (refused ?? answer) : answer;
}

async function pushPeople(
  { connection, duty: { host, fence } }: Way,
  people: readonly Person[],
): Promise<RunnerAnswer> {
  const [row] = await connection.query<{ answer: unknown }>(
    'select customer_success.push_people_scores($1, $2, $3, $4, $5, $6, $7, $8) as answer',
    [
      host,
      fence,
      people.map(({ person }) => person[0]),
      people.map(({ day }) => day),
      people.map(({ config }) => config),
      people.map(({ model }) => model),
      people.map(({ person }) => person[1]),
      people.map(({ person }) => person[2]),
    ],
  );
  return runnerAnswerSchema.parse(row?.answer);
}

async function pushAccounts(
  { connection, duty: { host, fence }, door }: Way,
  accounts: readonly Account[],
): Promise<RunnerAnswer> {
  const dimensions =
    door === 'with dimensions'
      ? [accounts.map((account) => account.dimensions && JSON.stringify(account.dimensions))]
      : [];
  const [row] = await connection.query<{ answer: unknown }>(
    `select customer_success.push_scores($1, $2, $3, $4, $5, $6, $7, $8, $9, $10${dimensions.length === 0 ? '' : ', $11'}) as answer`,
    [
      host,
      fence,
      accounts.map(({ organizationId }) => organizationId),
      accounts.map(({ day }) => day),
      accounts.map(({ config }) => config),
      accounts.map(({ model }) => model),
      accounts.map(({ score }) => score),
      accounts.map(({ confidence }) => confidence),
      accounts.map(({ level }) => level),
      accounts.map(({ indicators }) => JSON.stringify(indicators)),
      ...dimensions,
    ],
  );
  return runnerAnswerSchema.parse(row?.answer);
}
