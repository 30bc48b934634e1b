import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Listening, listenAt } from './listen-at';
import type { Health } from './service-health';

export interface DoorAnswers {
  health(): Promise<Health>;
  metrics(): Promise<{ readonly text: string; readonly contentType: string }>;
}

export type ServiceDoor = Listening;

/**
 * Answers supervisors and collectors of figures: /live, /ready and /metrics, and nothing else. It has no password: an
 * address of this machine alone is for it, or of a network that only they are in.
 * @param place host:port @throws StewardError `invalid_input` where nothing can listen there
 */
export async function openServiceDoor(place: string, answers: DoorAnswers): Promise<ServiceDoor> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    answer(request, response, answers).catch(() =>
      send(response, 500, 'text/plain', 'Something went wrong.\n'),
    );
  });
  return listenAt(server, place);
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
