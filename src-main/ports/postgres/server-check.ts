import { type ConnectionOptions, checkServerIdentity, type DetailedPeerCertificate } from 'node:tls';
import type { CompanyAddress } from '../../../src-preload/contract/company/company-address';
import { lineProtection } from '../../../src-preload/contract/company/line-protection';
import { pinsOf, type ShownCertificate } from '../../../src-preload/contract/company/pins';
import { readCertificateFiles } from './certificate-files';
import { describeCertificate, fitsPins } from './shown-certificate';

/** The certificate is sound, and not the one that the address expects. */
export class PinMismatch extends Error {
  readonly shown: ShownCertificate;
  readonly expected: readonly string[];

  constructor(shown: ShownCertificate, expected: readonly string[]) {
    super('the server shows another certificate than is pinned');
    this.shown = shown;
    this.expected = expected;
  }
}

/**
 * How the server of an address is checked before anything is sent, for every session there is.
 * @returns false where the line is in clear
 * @throws StewardError `invalid_input` for files that can't be used
 */
export async function serverCheck(address: CompanyAddress): Promise<false | ConnectionOptions> {
  const files = await readCertificateFiles(address.parameters);
  const line = lineProtection(address);
  if (line === 'clear') return false;
  const pins = pinsOf(address);
  if (pins.length === 0) return { ...files, rejectUnauthorized: line === 'verified' };
  return {
    ...files,
    rejectUnauthorized: true,
    checkServerIdentity: (host, certificate) =>
      checkServerIdentity(host, certificate) ?? pinProblem(certificate, pins),
  };
}

function pinProblem(
  certificate: Pick<DetailedPeerCertificate, 'raw'>,
  pins: readonly string[],
): Error | undefined {
  const shown = describeCertificate(certificate);
  return fitsPins(shown, pins) ? undefined : new PinMismatch(shown, pins);
}
