import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { appScheme } from './own-address';
import { rendererFileOf } from './renderer-file';

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Before `ready`: the scheme behaves like https (own origin, storage, no file access). */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** After `ready`: serves the built screens, and nothing beside them. */
export function serveAppScheme(rendererFolder: string): void {
  protocol.handle(appScheme, async (request) => {
    const file = rendererFileOf(rendererFolder, request.url);
    if (request.method !== 'GET' || file === null) return notFound();
    try {
      return new Response(new Uint8Array(await readFile(file.path)), {
        headers: headersFor(file.contentType),
      });
    } catch {
      return notFound();
    }
  });
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: headersFor('text/plain; charset=utf-8') });
}

function headersFor(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}
