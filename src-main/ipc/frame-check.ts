import type { WebFrameMain } from 'electron';
import { isOwnAddress } from '../app/own-address';

/** Only the top frame of our own page may call; anything else is someone's injected frame. */
export function isTrustedFrame(frame: WebFrameMain | null, developmentOrigin: string | null): boolean {
  if (frame === null || frame.parent !== null) return false;
  return isOwnAddress(frame.url, developmentOrigin);
}
