import { createServer, type Socket, connect as tcpConnect } from 'node:net';
import type pg from 'pg';
import { noticesApart } from './notices-apart';

/** A statement as it was run, within a function as well. */
export interface RunPlan {
  readonly query: string;
  readonly looks: readonly Look[];
}

/** What one node of a plan has read of a table, or of an index of it. */
export interface Look {
  readonly table: string;
  readonly how: string;
  /** Rows looked at, those that a condition then took away included. */
  readonly rows: number;
}

/** A wire to the server on which every statement's plan is told and kept apart from what the client hears. */
export interface PlanWatch {
  /** The address of the server, led through this wire. */
  through(url: string): string;
  /** @returns what was run over this wire during the work, nested statements before those that called them */
  during(work: () => Promise<unknown>): Promise<RunPlan[]>;
  close(): Promise<void>;
}

/** The server tells the login the plan of each of its statements as a warning, whatever the login's client sets. */
export async function tellPlans(admin: pg.Pool, login: string): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'warning',
  };
  for (const [name, value] of Object.entries(settings))
    await admin.query(`alter role ${login} set ${name} = '${value}'`);
}

export async function watchPlans(url: string): Promise<PlanWatch> {
  const { port, hostname } = new URL(url);
  const sockets = new Set<Socket>();
  let plans: RunPlan[] = [];
  const wire = createServer((client) => {
    const upstream = tcpConnect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream, { end: false });
    const pass = noticesApart(
      (bytes) => client.write(bytes),
      (message) => plans.push(...planIn(message)),
    );
    upstream.on('data', pass);
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const address = wire.address();
  if (address === null || typeof address === 'string') throw new Error('the wire has no port');
  return {
    through(serverUrl) {
      const led = new URL(serverUrl);
      led.hostname = '127.0.0.1';
      led.port = String(address.port);
      return led.href;
    },
    async during(work) {
      plans = [];
      await work();
      return plans;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => wire.close(resolve));
    },
  };
}

function planIn(message: string): RunPlan[] {
  const start = message.indexOf('plan:\n');
  if (!message.startsWith('duration:') || start < 0) return [];
  const explained: Explained = JSON.parse(message.slice(start + 6));
  return [{ query: explained['Query Text'], looks: looksOf(explained.Plan) }];
}

interface Explained {
  'Query Text': string;
  Plan: PlanNode;
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

function looksOf(node: PlanNode): Look[] {
  const below = (node.Plans ?? []).flatMap(looksOf);
  // The index's part of a bitmap scan names the index alone, and each index is named after its table.
  const table = node['Relation Name'] ?? node['Index Name'];
  if (table === undefined || !node['Node Type'].endsWith('Scan')) return below;
  const taken = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const rows = Math.round((node['Actual Rows'] + taken) * node['Actual Loops']);
  return [{ table, how: node['Node Type'], rows }, ...below];
}
