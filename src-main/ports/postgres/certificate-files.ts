import { createPrivateKey, X509Certificate } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { AddressParameters } from '../../../src-preload/contract/company/address-parameters';
import { StewardError } from '../../lib/steward-error';

/** PEM texts that an address names. */
export interface CertificateFiles {
  /** Authorities to trust in place of the usual ones. */
  readonly ca?: string[];
  /** The login's own certificate and key. */
  readonly cert?: string;
  readonly key?: string;
}

/** A bundle of every public authority has a fifth of it. */
const largestFile = 1024 * 1024;
const block = /-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE)-----[\s\S]+?-----END \1-----/g;

/** @throws StewardError `invalid_input` that says which file can't be used; neither where it is, nor whether it is there */
export async function readCertificateFiles(parameters: AddressParameters): Promise<CertificateFiles> {
  const { sslrootcert, sslcert, sslkey } = parameters;
  return {
    ...(sslrootcert === undefined
      ? {}
      : { ca: await usable('sslrootcert', sslrootcert, (text) => certificatesOf(text)) }),
    ...(sslcert === undefined
      ? {}
      : { cert: await usable('sslcert', sslcert, (text) => certificatesOf(text).join('\n')) }),
    ...(sslkey === undefined ? {} : { key: await usable('sslkey', sslkey, keyOf) }),
  };
}

async function usable<T>(name: string, path: string, take: (text: string) => T): Promise<T> {
  try {
    return take(await readSmallFile(path));
  } catch (error) {
    const holds = name === 'sslkey' ? 'a private key without a passphrase' : 'certificates';
    throw new StewardError(
      'invalid_input',
      `The file that the address names as ${name} can’t be used. It has to be a file on this machine that holds ${holds} in PEM form, at most 1 MB.`,
      undefined,
      { cause: error },
    );
  }
}

/** Devices and pipes never end, or never begin: only a file of the disk is read, and no more of it than fits. */
async function readSmallFile(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) throw new Error('not a regular file');
    const buffer = Buffer.alloc(largestFile + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
      if (length > largestFile) throw new Error('too large');
    }
    return buffer.toString('latin1', 0, length);
  } finally {
    await file.close();
  }
}

/** What is no certificate would be passed over in silence, and then nobody be trusted. @throws whatever is wrong */
function certificatesOf(text: string): string[] {
  const found = [...text.matchAll(block)].map(([pem]) => new X509Certificate(pem).toString());
  if (found.length === 0) throw new Error('no certificate in it');
  return found;
}

function keyOf(text: string): string {
  createPrivateKey(text);
  return text;
}
