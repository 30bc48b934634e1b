import type pg from 'pg';
import { createIds } from '../../src-main/ports/ids';
import { createTestCompany, type TestCompany, type TestLogin, type TestServer } from './postgres';
import { writeThreeAccounts } from './three-accounts';

const people = {
  /** Her book is Acme. */
  ann: { role: 'manager', scope: 'book', managerId: 1 },
  /** His book is Bolt. */
  bob: { role: 'manager', scope: 'book', managerId: 2 },
  /** Looks at Ann's book. */
  vera: { role: 'viewer', scope: 'book', managerId: 1 },
  ada: { role: 'admin', scope: 'all' },
} as const;
export type Colleague = keyof typeof people;

/** A company of three accounts with a team at work on it. */
export interface Team {
  readonly server: TestServer;
  readonly company: TestCompany;
  readonly companyId: string;
  readonly logins: Readonly<Record<Colleague, TestLogin>>;
  readonly clients: Readonly<Record<Colleague, pg.Client>>;
}

/** Its allowances are far from used up, unless they are what a test is about. */
export async function createTeam(server: TestServer, { limits = false } = {}): Promise<Team> {
  const company = await createTestCompany(server, writeThreeAccounts);
  if (!limits) await company.admin.query('UPDATE customer_success.operation_limits SET per_minute = 1000000');
  const logins = await perColleague((name) => company.createLogin(people[name]));
  const clients = await perColleague((name) => logins[name].connect());
  const { rows } = await company.admin.query<{ id: string }>(
    'SELECT company_id AS id FROM customer_success.sync_settings',
  );
  return { server, company, companyId: rows[0]?.id ?? '', logins, clients };
}

async function perColleague<T>(make: (name: Colleague) => Promise<T>): Promise<Record<Colleague, T>> {
  const [ann, bob, vera, ada] = [await make('ann'), await make('bob'), await make('vera'), await make('ada')];
  return { ann, bob, vera, ada };
}

/** As a desktop sends it. */
export interface AskedOperation {
  readonly op_id: string;
  readonly kind: string;
  readonly company_id?: string | null;
  readonly account?: string | null;
  readonly number?: number | null;
  readonly entry?: string | null;
  readonly base_version?: number | null;
  readonly patch: unknown;
  readonly made_at: number;
  readonly earlier_author?: string | null;
}

export interface OperationAnswer {
  readonly op_id: string | null;
  readonly outcome: 'applied' | 'merged' | 'refused' | 'later';
  readonly reason: string | null;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly xid: string | null;
}

const ids = createIds({ now: Date.now });

/** About Acme, unless it says otherwise. */
export function operation(kind: string, patch: unknown, more: Partial<AskedOperation> = {}): AskedOperation {
  return { op_id: ids.next(), kind, account: 'acme', patch, made_at: Date.now() - 1000, ...more };
}

export function note(text: string, more: Partial<AskedOperation> = {}): AskedOperation {
  return operation('note.add', { text }, more);
}

/** @param operations whatever is sent, as it is or as the text of its JSON */
export async function apply(
  client: pg.Client | pg.Pool | pg.PoolClient,
  operations: unknown,
  sender: unknown = { machine: 'desk', app: '1.0.0' },
): Promise<OperationAnswer[]> {
  const { rows } = await client.query<OperationAnswer>(
    'SELECT * FROM customer_success.apply_operations($1, $2)',
    [typeof operations === 'string' ? operations : JSON.stringify(operations), JSON.stringify(sender)],
  );
  return rows;
}

/** Of one operation. */
export async function applyOne(client: pg.Client, asked: AskedOperation): Promise<OperationAnswer> {
  const [answer] = await apply(client, [asked]);
  if (answer === undefined) throw new Error('the door answered nothing');
  return answer;
}
