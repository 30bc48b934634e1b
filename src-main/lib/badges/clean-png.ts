import { mostBadgeBytes } from '../../../src-preload/contract/celebrations/badges';
import { StewardError } from '../steward-error';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What draws it; texts, places and profiles that a camera or a program wrote beside that go. */
const kept: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
const mostPixels = 1024;

export function isPng(file: Buffer): boolean {
  return file.subarray(0, signature.length).equals(signature);
}

/**
 * A PNG with nothing but its picture. @throws StewardError invalid_input for one that is cut, too large, or none
 */
export function cleanPng(file: Buffer): Buffer {
  if (file.length > mostBadgeBytes) throw unfit('is larger than 64 kB');
  if (!isPng(file)) throw unfit('is no PNG');
  const parts: Buffer[] = [signature];
  const seen = new Set<string>();
  for (let at = signature.length; at < file.length && !seen.has('IEND'); ) {
    // Length, name, data, checksum.
    const length = at + 12 > file.length ? Number.POSITIVE_INFINITY : file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) throw unfit('is cut off');
    const name = file.toString('latin1', at + 4, at + 8);
    if (seen.size === 0) requireSize(name, file, at + 8);
    if (kept.has(name)) parts.push(file.subarray(at, end));
    seen.add(name);
    at = end;
  }
  if (!seen.has('IDAT') || !seen.has('IEND')) throw unfit('is cut off');
  return Buffer.concat(parts);
}

function requireSize(name: string, file: Buffer, at: number): void {
  if (name !== 'IHDR') throw unfit('is no PNG');
  const [width, height] = [file.readUInt32BE(at), file.readUInt32BE(at + 4)];
  if (width < 1 || height < 1 || width > mostPixels || height > mostPixels)
    throw unfit(`is ${width} by ${height} pixels: at most ${mostPixels} by ${mostPixels} are taken`);
}

function unfit(why: string): StewardError {
  return new StewardError('invalid_input', `The picture ${why}. Choose another one.`, { file: `It ${why}.` });
}
