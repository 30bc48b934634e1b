import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** A server of the PostgreSQL that this machine has installed, with the tools that come with it. */
export interface InstalledPostgres {
  /** A superuser's address. */
  readonly url: string;
  /** Runs one of its tools, such as pg_dump. @throws where it fails, or warns */
  run(tool: string, ...args: string[]): void;
  stop(): Promise<void>;
}

/** Where the newest is, with pg_dump; null where there is none. */
export function installedPostgres(): string | null {
  const versions = existsSync(debian) ? readdirSync(debian).map(Number) : [];
  const folders = versions.sort((a, b) => b - a).map((version) => join(debian, String(version), 'bin'));
  return (
    [process.env['STEWARD_PG_BIN'] ?? '', ...folders].find((bin) => existsSync(join(bin, 'pg_dump'))) ?? null
  );
}
const debian = '/usr/lib/postgresql';

export async function startInstalledPostgres(bin: string): Promise<InstalledPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-installed-'));
  // PostgreSQL runs as nobody's superuser.
  const as = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const run = (tool: string, ...args: string[]) =>
    void execFileSync(join(bin, tool), args, { ...as, cwd: folder, env, stdio: 'pipe' });
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  const port = await freePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'];
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...as,
    cwd: folder,
    env,
    stdio: 'ignore',
  });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  for (let attempt = 1; !(await answers(url)); attempt += 1) {
    if (attempt > 300) throw new Error('the installed PostgreSQL did not start');
    await pause(100);
  }
  return {
    url,
    run,
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
