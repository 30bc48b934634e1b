import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StewardError } from '../../lib/steward-error';
import type { Health } from './service-health';

export interface DoorAnswers {
  health(): Promise<Health>;
  metrics(): Promise<{ readonly text: string; readonly contentType: string }>;
}

export interface ServiceDoor {
  /** host:port, with the port that it got where 0 was asked for. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Answers supervisors and collectors of figures: /live, /ready and /metrics, and nothing else. It has no password: an
 * address of this machine alone is for it, or of a network that only they are in.
 * @param place host:port @throws StewardError `invalid_input` where nothing can listen there
 */
export async function openServiceDoor(place: string, answers: DoorAnswers): Promise<ServiceDoor> {
  const { host, port } = readPlace(place);
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    answer(request, response, answers).catch(() =>
      send(response, 500, 'text/plain', 'Something went wrong.\n'),
    );
  });
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

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  answers: DoorAnswers,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return send(response, 405, 'text/plain', 'Only GET is answered here.\n');
  switch (request.url?.split('?')[0]) {
    case '/live':
      return send(response, 200, 'text/plain', 'live\n');
    case '/ready': {
      const health = await answers.health();
      return send(response, health.ready ? 200 : 503, 'application/json', `${JSON.stringify(health)}\n`);
    }
    case '/metrics': {
      const { text, contentType } = await answers.metrics();
      return send(response, 200, contentType, text);
    }
    default:
      return send(response, 404, 'text/plain', 'Here are /live, /ready and /metrics.\n');
  }
}

function send(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(text);
}
