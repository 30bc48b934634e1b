import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cache } from '../../tools/setup/places.mjs';
import { type Authority, makeAuthority } from './certificates';

/** Debian’s IMAP server, for one test file: each user that logs in has a mailbox of their own. */
export interface Dovecot {
  /** Without encryption, and with STARTTLS. */
  readonly port: number;
  readonly tlsPort: number;
  readonly authority: Authority;
  readonly password: string;
  /** Delivers a mail, as a mail server does. */
  deliver(user: string, mail: Uint8Array): void;
  /** Gives every mail of the INBOX a new number (UIDVALIDITY). */
  renumber(user: string): void;
  log(): string;
  stop(): Promise<void>;
}

/** How it is started: installed here, or unpacked from Debian’s packages and seen by it alone. */
type Found = { readonly kind: 'installed' } | { readonly kind: 'unpacked'; readonly folder: string };

const packages = ['dovecot-core', 'dovecot-imapd'];
let looked: Found | { readonly kind: 'none'; readonly why: string } | undefined;

/** @returns null where apt doesn’t give it, or this machine doesn’t let it run: said aloud, once */
export function findDovecot(): Found | null {
  if (looked === undefined) {
    looked = look();
    if (looked.kind === 'none') console.warn(`Skipped: tests against a real IMAP server (${looked.why}).`);
  }
  return looked.kind === 'none' ? null : looked;
}

function look(): typeof looked & object {
  if (existsSync('/usr/sbin/dovecot') && existsSync('/usr/lib/dovecot/imap')) return { kind: 'installed' };
  if (process.platform !== 'linux') return { kind: 'none', why: 'Dovecot is not installed' };
  const space = spawnSync('unshare', [...(process.getuid?.() === 0 ? [] : ['-r']), '-m', 'true']);
  if (space.status !== 0)
    return { kind: 'none', why: 'Dovecot is not installed, and unshare is not allowed' };
  const folder = join(cache, 'dovecot');
  if (existsSync(folder)) return { kind: 'unpacked', folder };
  const making = `${folder}.${randomUUID()}`;
  try {
    mkdirSync(making, { recursive: true });
    execFileSync('apt-get', ['download', '-q', ...packages], {
      cwd: making,
      stdio: 'ignore',
      timeout: 60_000,
    });
    for (const name of execFileSync('ls', [making], { encoding: 'utf8' }).trim().split('\n'))
      execFileSync('dpkg', ['-x', join(making, name), join(making, 'root')], { stdio: 'ignore' });
    renameSync(making, folder);
    return { kind: 'unpacked', folder };
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    return { kind: 'none', why: `apt-get download ${packages.join(' ')}: ${String(error).split('\n')[0]}` };
  }
}

export async function startDovecot(found: Found): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'));
  chmodSync(folder, 0o755);
  const authority = makeAuthority(folder, 'authority');
  const { certificate, key } = authority.issue('mail', 'DNS:localhost,IP:127.0.0.1');
  const [port, tlsPort] = [await freePort(), await freePort()];
  const password = randomUUID();
  const isRoot = process.getuid?.() === 0;
  for (const name of ['mail', 'run', 'state']) mkdirSync(join(folder, name), { mode: 0o777 });
  chmodSync(join(folder, 'mail'), 0o777);
  writeFileSync(
    join(folder, 'dovecot.conf'),
    `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${certificate}
ssl_key = <${key}
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = root
default_internal_group = root
default_login_user = ${isRoot ? 'nobody' : 'root'}
first_valid_uid = 0
mail_location = maildir:${folder}/mail/%u
namespace inbox {
  inbox = yes
  separator = /
}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${isRoot ? 'nobody' : 'root'} gid=${isRoot ? 'nogroup' : 'root'} home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`,
  );
  const start = `exec /usr/sbin/dovecot -F -c ${folder}/dovecot.conf`;
  const [command, ...args] =
    found.kind === 'installed'
      ? ['sh', '-c', start]
      : [
          ...['unshare', ...(isRoot ? [] : ['-r']), '-m', 'sh', '-c'],
          `mount -t overlay overlay -o lowerdir=${found.folder}/root/usr:/usr /usr && ${start}`,
        ];
  const server = spawn(command as string, args, { stdio: 'ignore', detached: true });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const log = () => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '');
  let count = 0;
  const folderOf = (user: string) => join(folder, 'mail', user);
  await answers(port).catch((error: unknown) => {
    server.kill('SIGTERM');
    throw new Error(`Dovecot does not answer: ${log()}`, { cause: error });
  });
  return {
    port,
    tlsPort,
    authority,
    password,
    log,
    deliver(user, mail) {
      count += 1;
      for (const part of ['', 'tmp', 'new', 'cur']) {
        mkdirSync(join(folderOf(user), part), { recursive: true });
        chmodSync(join(folderOf(user), part), 0o777);
      }
      const name = `${String(Math.floor(Date.now() / 1000))}.M${String(count).padStart(6, '0')}.here`;
      const made = join(folderOf(user), 'tmp', name);
      writeFileSync(made, mail);
      chmodSync(made, 0o666);
      renameSync(made, join(folderOf(user), 'new', name));
    },
    renumber(user) {
      const list = join(folderOf(user), 'dovecot-uidlist');
      const numbered = readFileSync(list, 'utf8').replace(/ V(\d+) /, (_, was) => ` V${Number(was) + 7} `);
      writeFileSync(list, numbered);
      for (const name of readdirSync(folderOf(user)))
        if (/^dovecot\.(list\.)?index/.test(name)) rmSync(join(folderOf(user), name));
    },
    async stop() {
      server.kill('SIGTERM');
      await Promise.race([ended, pause(3_000)]);
      if (server.exitCode === null && server.signalCode === null) server.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function answers(port: number): Promise<void> {
  const { connect } = await import('node:net');
  for (let attempt = 0; ; attempt += 1) {
    const greeting = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', () => resolve(''));
      socket.setTimeout(2_000, () => {
        socket.destroy();
        resolve('');
      });
    });
    if (greeting.startsWith('* OK')) return;
    if (attempt > 60) throw new Error('no greeting');
    await pause(100);
  }
}
