import type { CompanyAddress } from './company-address';

/**
 * How the line to the server is kept: encrypted with the server's certificate checked, encrypted with whoever answers,
 * or in clear.
 */
export type LineProtection = 'verified' | 'unverified' | 'clear';

/** Whether what is sent there stays on this machine. A name that only may lead here does not count. */
export function isThisMachine(host: string): boolean {
  return host.startsWith('/') || host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Checked encryption unless the address says otherwise or stays on this machine. There is no half-checked way: modes
 * that libpq checks less (`prefer`, `require`, `verify-ca`) mean `verify-full`; only `no-verify` and `disable` weaken it.
 */
export function lineProtection({ host, parameters }: CompanyAddress): LineProtection {
  if (host.startsWith('/') || parameters.sslmode === 'disable') return 'clear';
  if (parameters.sslmode === 'no-verify') return 'unverified';
  return asksForEncryption(parameters) || !isThisMachine(host) ? 'verified' : 'clear';
}

function asksForEncryption(parameters: CompanyAddress['parameters']): boolean {
  const { sslmode, sslrootcert, sslcert, sslpin, channel_binding } = parameters;
  return (
    [sslmode, sslrootcert, sslcert, sslpin].some((value) => value !== undefined) ||
    channel_binding === 'require'
  );
}
