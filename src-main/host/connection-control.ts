import {
  addressText,
  type CompanyAddress,
  placeText,
} from '../../src-preload/contract/company/company-address';
import { type LineProtection, lineProtection } from '../../src-preload/contract/company/line-protection';
import { keptConnectionSchema } from '../../src-preload/contract/wire/host-messages';
import type { ConnectionControl } from '../api/context';
import { parseAddress } from '../lib/company-address';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';

/** What the manager may see of a connection address; never its password. @throws StewardError invalid_input */
export function describeConnection(address: string): {
  host: string;
  port: number;
  database: string;
  login: string;
} {
  const { host, port, database, login } = parseAddress(address);
  return { host, port, database, login };
}

/** Where a login signs in, so that another server's word about it is not taken for this one's. */
export function placeOf(current: Pick<CompanyAddress, 'host' | 'port' | 'database'> | null): string {
  return current === null ? '' : `${current.host}:${current.port}/${current.database}`;
}

export interface ConnectionOptions {
  readonly url: string | null;
  /** The address was kept by an earlier start, perhaps of a Steward that sent in clear what nobody said to encrypt. */
  readonly isRemembered?: boolean;
  /** Whether the desktop can keep an address beyond this session. */
  readonly keepsAddress?: boolean;
  readonly keyKeptIn: 'keychain' | 'file';
  /** Starts syncing from this address in place of the one before. */
  readonly connect: (url: string) => Promise<void>;
  /** Keeps the address for the next start, where the desktop can keep it safely. @returns what became of it */
  readonly remember: (url: string) => Promise<unknown>;
  /** Says why nothing is synced for now. */
  readonly rest?: (why: string) => void;
}

export interface StartedConnectionControl extends ConnectionControl {
  /** As whom this desktop comes, with the password; null while nothing is read. */
  present(): CompanyAddress | null;
  /** Connects to the address this start was given, or says what it waits for. */
  begin(): Promise<void>;
}

export function createConnectionControl(options: ConnectionOptions): StartedConnectionControl {
  const given = readGiven(options.url);
  let current = given.address;
  let problem = given.problem;
  let asksProtection = options.isRemembered === true && current !== null && wasSentInClear(current);

  async function use(url: string): Promise<void> {
    const next = withProtectionSaid(parseAddress(url));
    const text = addressText(next, next.password);
    // First: where it can't be kept, the present connection stays as it is.
    const kept = keptConnectionSchema.safeParse(await options.remember(text)).data;
    // The copy that it opens has an engine of its own, which is on its way.
    if (kept === 'opens the copy') return;
    await options.connect(text);
    current = next;
    problem = null;
    asksProtection = false;
  }

  return {
    keepsAddress: options.keepsAddress ?? false,
    keyKeptIn: options.keyKeptIn,
    current: () => current && shown(current),
    address: () => (current === null || asksProtection ? null : addressText(current, current.password)),
    present: () => (asksProtection ? null : current),
    problem: () => problem,
    asksProtection: () => asksProtection,
    use,
    async chooseProtection(protection) {
      if (current === null || !asksProtection)
        throw new StewardError('conflict', 'This was decided already. Nothing was changed.');
      await use(addressText(withMode(current, protection), current.password));
    },
    async begin() {
      if (problem !== null) options.rest?.(problem);
      else if (current !== null && asksProtection) options.rest?.(question(current));
      else if (current !== null) await options.connect(addressText(current, current.password));
    },
  };
}

/** An address that an earlier Steward took must not keep this one from starting. */
function readGiven(url: string | null): { address: CompanyAddress | null; problem: string | null } {
  if (url === null) return { address: null, problem: null };
  try {
    return { address: parseAddress(url), problem: null };
  } catch (error) {
    return { address: null, problem: `${errorMessage(error)} Enter it anew under Settings, Connection.` };
  }
}

function shown(address: CompanyAddress) {
  const { host, port, database, login, parameters } = address;
  return { host, port, database, login, parameters, protection: lineProtection(address) };
}

/** Whether an earlier Steward talked in clear to another machine, because nobody had said anything of it. */
function wasSentInClear(address: CompanyAddress): boolean {
  const { sslrootcert, sslcert, sslpin } = address.parameters;
  return leavesItOpen(address) && [sslrootcert, sslcert, sslpin].every((value) => value === undefined);
}

function leavesItOpen(address: CompanyAddress): boolean {
  return address.parameters.sslmode === undefined && lineProtection(address) === 'verified';
}

/** What is remembered says how it is protected, so that it is not asked about later. */
function withProtectionSaid(address: CompanyAddress): CompanyAddress {
  return leavesItOpen(address) ? withMode(address, 'verified') : address;
}

function withMode(
  address: CompanyAddress,
  protection: Exclude<LineProtection, 'unverified'>,
): CompanyAddress {
  const sslmode = protection === 'verified' ? ('verify-full' as const) : ('disable' as const);
  return { ...address, parameters: { ...address.parameters, sslmode } };
}

function question(address: CompanyAddress): string {
  return `Until now, what Steward read from ${placeText(address)} came unencrypted. Nothing is read until you say under Settings, Connection whether to encrypt it.`;
}
