import type { AddressParameters } from '../../../../src-preload/contract/company/address-parameters';
import {
  leniently,
  placeText,
  readAddress,
  addressText as wholeText,
} from '../../../../src-preload/contract/company/company-address';

/** An address of the company's database as it is shown: everything but the password. */
interface ShownAddress {
  host: string | null;
  port: number | null;
  database: string | null;
  login: string | null;
  parameters?: AddressParameters;
}

/** `postgres://login@host:port/database`; empty when no host is known. */
export function addressText({ host, port, database, login, parameters = {} }: ShownAddress): string {
  if (host === null || port === null || database === null || login === null) return '';
  return wholeText({ host, port, database, login, parameters, password: null });
}

/** A pasted address may carry the password: it moves out of sight. Text that is no address stays as it is. */
export function withoutPassword(text: string): { address: string; password: string | null } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.password === '') return withoutBarePassword(text);
  const password = leniently(url.password);
  url.password = '';
  return { address: url.href, password };
}

/** A password with a bare # / or ?, which no URL can hold. */
function withoutBarePassword(text: string): { address: string; password: string | null } {
  const read = readAddress(text);
  if ('problem' in read || read.address.password === null) return { address: text, password: null };
  return { address: wholeText(read.address), password: read.address.password };
}

/** The whole address for the host, or what is wrong with it in a sentence. */
export function wholeAddress(text: string, password: string): { url: string } | { problem: string } {
  const read = readAddress(text);
  if ('problem' in read) return read;
  return { url: wholeText(read.address, password === '' ? read.address.password : password) };
}

/** Whom an address names, and where, for a sentence. */
export function serverOf(text: string): { login: string; database: string; place: string } {
  const read = readAddress(text);
  if ('problem' in read) return { login: '', database: '', place: '' };
  const { login, database } = read.address;
  return { login, database, place: `${placeText(read.address)}, database ${database}` };
}
