export const appScheme = 'app';
export const appOrigin = 'app://steward';

/** Whether an address belongs to our own screens (or to the development server, where there is one). */
export function isOwnAddress(address: string, developmentOrigin: string | null): boolean {
  try {
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` === appOrigin) return true;
    return developmentOrigin !== null && url.origin === developmentOrigin;
  } catch {
    return false;
  }
}
