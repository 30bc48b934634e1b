import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../tools/embedded-postgres.mjs';
import { type Certificate, makeAuthority } from './certificates';

/** How the server keeps the line: with a sound certificate, with one of the unsound kinds, or not at all. */
export const lineKinds = ['sound', 'unknown issuer', 'other name', 'expired', 'none'] as const;
export type LineKind = (typeof lineKinds)[number];

/** Logins by how they are asked to prove themselves; `tls_only` by SCRAM, and over TLS alone. */
export const loginKinds = ['scram', 'md5', 'cleartext', 'trusted', 'tls_only'] as const;
export type LoginKind = (typeof loginKinds)[number];

/** A PostgreSQL with a certificate authority of its own. */
export interface TlsServer {
  /** Path of the authority's certificate. */
  readonly authority: string;
  readonly folder: string;
  /** Shows this certificate from now on. @param as also one that `issue` made */
  become(as: LineKind | Certificate): Promise<void>;
  /** A certificate of the company's authority for this server. @param keyOf a renewal keeps the key of this one */
  issue(name: string, options?: { days?: number; keyOf?: Certificate }): Certificate;
  /**
   * The login's address with a query. On 0.0.0.0 by default, which leads to this machine as well, and which nobody
   * takes for it.
   */
  url(login: LoginKind, query?: string, options?: { host?: string; password?: string }): string;
  close(): Promise<void>;
}

export const loginPassword = 'correct horse';

export async function startTlsServer(): Promise<TlsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-tls-'));
  chmodSync(folder, 0o755);
  const ours = makeAuthority(folder, 'company');
  const names = 'IP:0.0.0.0,IP:127.0.0.1,DNS:localhost';
  const certificates: Record<Exclude<LineKind, 'none'>, Certificate> = {
    sound: ours.issue('server', names),
    'unknown issuer': makeAuthority(folder, 'stranger').issue('impostor', names),
    'other name': ours.issue('other', 'DNS:other.example'),
    expired: ours.issue('late', names, -1),
  };
  const hba = join(folder, 'hba.conf');
  writeFileSync(
    hba,
    `host all steward_dba all scram-sha-256
     hostssl all tls_only all scram-sha-256
     host all scram all scram-sha-256
     host all md5 all md5
     host all cleartext all password
     host all trusted all trust\n`,
  );
  chmodSync(hba, 0o644);
  const used = join(folder, 'used');
  mkdirSync(used);
  const settings = {
    hba_file: hba,
    ssl_cert_file: join(used, 'server.pem'),
    ssl_key_file: join(used, 'server.key'),
  };
  const data = join(folder, 'data');
  const server = await startEmbeddedPostgres({ folder: data, temporary: true, settings });
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  for (const kind of loginKinds) {
    await admin.query(`set password_encryption = '${kind === 'md5' ? 'md5' : 'scram-sha-256'}'`);
    await admin.query(`create role ${kind} login password '${loginPassword}'`);
  }
  const { port } = new URL(server.url);

  async function become(line: LineKind | Certificate): Promise<void> {
    if (line !== 'none') {
      const shown = typeof line === 'string' ? certificates[line] : line;
      const { uid, gid } = statSync(data);
      copyFileSync(shown.certificate, settings.ssl_cert_file);
      copyFileSync(shown.key, settings.ssl_key_file);
      chmodSync(settings.ssl_key_file, 0o600);
      for (const file of [settings.ssl_cert_file, settings.ssl_key_file]) chownSync(file, uid, gid);
    }
    await admin.query(`alter system set ssl = ${line === 'none' ? 'off' : 'on'}`);
    const { rows } = await admin.query<{ at: Date }>('select pg_conf_load_time() as at');
    await admin.query('select pg_reload_conf()');
    for (;;) {
      const now = await admin.query<{ at: Date }>('select pg_conf_load_time() as at');
      if (now.rows[0]?.at.getTime() !== rows[0]?.at.getTime()) break;
    }
    // The postmaster lets new sessions in with the new files from its own reload on, which comes before ours.
  }

  return {
    authority: ours.certificate,
    folder,
    become,
    issue: (name, { days, keyOf } = {}) => ours.issue(name, names, days, keyOf),
    url(login, query = '', { host = '0.0.0.0', password = loginPassword } = {}) {
      return `postgres://${login}:${encodeURIComponent(password)}@${host}:${port}/postgres${query}`;
    },
    async close() {
      await admin.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
