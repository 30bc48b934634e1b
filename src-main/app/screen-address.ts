import { isOwnAddress } from './own-address';

const screens = /^#\/[\x21-\x7e]{0,2000}$/;

/** The screen that one of our own addresses is of. @returns `#/accounts/5?tab=risk`; null where it is of none */
export function screenOfAddress(address: string, developmentOrigin: string | null): string | null {
  if (!isOwnAddress(address, developmentOrigin)) return null;
  const { pathname, hash } = new URL(address);
  return (pathname === '/' || pathname === '/index.html') && screens.test(hash) ? hash : null;
}
