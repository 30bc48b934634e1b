const pattern = /^steward:\/\/([a-z0-9/-]{1,180})$/;

/** The screen that a `steward://` link leads to, where the arguments of a start hold one. @returns `/accounts/5` or null */
export function screenOfLink(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const path = pattern.exec(argument)?.[1];
    if (path !== undefined) return `/${path.replace(/^\/+|\/+$/g, '')}`;
  }
  return null;
}
