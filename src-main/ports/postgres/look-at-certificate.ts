import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { type CompanyAddress, placeText } from '../../../src-preload/contract/company/company-address';
import type { ShownCertificate } from '../../../src-preload/contract/company/pins';
import { StewardError } from '../../lib/steward-error';
import { explainRefusal } from './explain-refusal';
import { isUnreachable } from './outage';
import { serverCheck } from './server-check';
import { describeCertificate } from './shown-certificate';

/** PostgreSQL's SSLRequest: its length, and the number that stands for it. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
/** Milliseconds. */
const patience = 10_000;

/**
 * What the server of an address shows of itself, checked as for a session but for its pins. Nobody signs in.
 * @throws StewardError in the manager's words
 */
export async function lookAtCertificate(address: CompanyAddress): Promise<ShownCertificate> {
  const { sslpin: _pins, ...parameters } = address.parameters;
  if (address.host.startsWith('/') || parameters.sslmode === 'disable' || parameters.sslmode === 'no-verify')
    throw new StewardError(
      'invalid_input',
      'By this address the server’s certificate is not checked, so there is nothing to pin. End it with sslmode=verify-full.',
    );
  const asked: CompanyAddress = { ...address, parameters: { ...parameters, sslmode: 'verify-full' } };
  const check = await serverCheck(asked);
  const stop = AbortSignal.timeout(patience);
  const socket = connect({ host: address.host, port: address.port });
  try {
    const line = await encrypted(socket, { ...check, host: address.host }, stop);
    return describeCertificate(line.getPeerCertificate(true));
  } catch (error) {
    if (stop.aborted || isUnreachable(error))
      throw new StewardError('offline', `${placeText(address)} does not answer. Nothing was changed.`);
    throw explainRefusal(asked, error);
  } finally {
    socket.destroy();
  }
}

async function encrypted(
  socket: Socket,
  options: object & { host: string },
  signal: AbortSignal,
): Promise<TLSSocket> {
  await once(socket, 'connect', { signal });
  socket.write(sslRequest);
  const [answer] = (await once(socket, 'data', { signal })) as [Buffer];
  if (answer.toString('latin1') === 'N') throw new Error('The server does not support SSL connections');
  if (answer.toString('latin1') !== 'S') throw new Error('There was an error establishing an SSL connection');
  const servername = isIP(options.host) === 0 ? { servername: options.host } : {};
  const line = connectTls({ socket, ...options, ...servername });
  await once(line, 'secureConnect', { signal });
  return line;
}
