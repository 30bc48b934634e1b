import type { Command } from 'commander';
import { parseAddress } from '../../lib/company-address';
import { lookAtCertificate } from '../../ports/postgres/look-at-certificate';
import { urlOption } from './url-option';

/** `steward certificate`: what a server shows of itself, and how an address pins that. */
export function addCertificateCommand(program: Command): void {
  program
    .command('certificate')
    .description("Show the certificate of the company's server, and what an address pins it by (sslpin=…).")
    .addOption(urlOption())
    .option('--json', 'report as JSON')
    .action(async ({ url, json }: { url: string; json?: true }) => {
      const shown = await lookAtCertificate(parseAddress(url));
      if (json) {
        console.log(JSON.stringify(shown));
        return;
      }
      console.log(`certificate  ${shown.subject}`);
      console.log(`issued by    ${shown.issuer}`);
      console.log(`valid until  ${new Date(shown.validUntil).toISOString()}`);
      console.log(`fingerprint  ${shown.fingerprint}`);
      console.log(`its key      sslpin=${shown.keyPin}`);
      for (const { subject, pin } of shown.authorities) console.log(`authority    sslpin=${pin}  ${subject}`);
      console.log(`itself       sslpin=${shown.certificatePin}`);
    });
}
