import { extname, join, normalize, sep } from 'node:path';
import { appScheme } from './own-address';

/** The kinds of files a screen is made of; nothing else is served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
};

export interface RendererFile {
  readonly path: string;
  readonly contentType: string;
}

/** The built file behind an app:// address, or null when the address is not one of ours. */
export function rendererFileOf(rendererFolder: string, address: string): RendererFile | null {
  let path: string;
  try {
    const url = new URL(address);
    if (url.protocol !== `${appScheme}:` || url.host !== 'steward') return null;
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const file = normalize(join(rendererFolder, path === '/' ? 'index.html' : path));
  const contentType = contentTypes[extname(file)];
  return file.startsWith(rendererFolder + sep) && contentType !== undefined
    ? { path: file, contentType }
    : null;
}
