import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of PEM files. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface Authority extends Certificate {
  /** A server's certificate for these names, such as `DNS:db.example` or `IP:127.0.0.1`. */
  issue(name: string, alternativeNames: string, days?: number, keyOf?: Certificate): Certificate;
}

/** A certificate authority of a test's own, made by openssl in the folder. */
export function makeAuthority(folder: string, name: string): Authority {
  const own = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  const subject = ['-subj', `/CN=${name}`];
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...newKey, ...subject, '-days', '2', '-keyout', own.key, '-out', own.certificate);
  return {
    ...own,
    issue(server, alternativeNames, days = 2, keyOf) {
      const made = {
        certificate: join(folder, `${server}.pem`),
        key: keyOf?.key ?? join(folder, `${server}.key`),
      };
      const request = join(folder, `${server}.csr`);
      const names = join(folder, `${server}.names`);
      writeFileSync(names, `subjectAltName=${alternativeNames}\n`);
      const key = keyOf === undefined ? [...newKey, '-keyout', made.key] : ['-new', '-key', made.key];
      openssl('req', ...key, '-subj', `/CN=${server}`, '-out', request);
      const issuer = ['-CA', own.certificate, '-CAkey', own.key, '-CAcreateserial'];
      openssl(
        ...['x509', '-req', '-in', request, ...issuer],
        ...['-days', String(days), '-extfile', names, '-out', made.certificate],
      );
      return made;
    },
  };
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
