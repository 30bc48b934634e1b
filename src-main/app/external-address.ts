const allowedProtocols = new Set(['https:', 'mailto:']);

/** Whether an address may be handed to the system's browser or mail program. */
export function isSafeExternal(address: string): boolean {
  if (address.length > 2000) return false;
  try {
    const url = new URL(address);
    return allowedProtocols.has(url.protocol) && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}
