import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StewardError } from '../../lib/steward-error';

export interface Listening {
  /** host:port, with the port that it got where 0 was asked for. */
  readonly address: string;
  close(): Promise<void>;
}

/** @param place host:port @throws StewardError `invalid_input` where nothing can listen there */
export async function listenAt(server: Server, place: string): Promise<Listening> {
  const { host, port } = readPlace(place);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new StewardError('invalid_input', `Nothing can listen at ${place}: ${cause.message}.`, undefined, {
          cause,
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
  const { address, port: got } = server.address() as AddressInfo;
  return {
    address: `${address.includes(':') ? `[${address}]` : address}:${got}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readPlace(place: string): { host: string; port: number } {
  const found = /^(?:\[(?<six>[0-9a-f:]+)\]|(?<host>[^:\s]+)):(?<port>\d{1,5})$/i.exec(place)?.groups;
  const port = Number(found?.['port']);
  const host = found?.['six'] ?? found?.['host'];
  if (host === undefined || port > 65_535)
    throw new StewardError(
      'invalid_input',
      `“${place}” is no address to listen at. Write host and port: 127.0.0.1:9464.`,
    );
  return { host, port };
}
