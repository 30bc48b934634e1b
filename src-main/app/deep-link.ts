const screen = /^steward:\/\/(?=.{1,180}$)([a-z-]+(?:\/[a-z0-9-]+)*\/?)$/;
const account =
  /^steward:\/\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/account\/((?:[A-Za-z0-9._~-]|%[0-9A-F]{2}){1,3000})\/?$/;

/**
 * The screen that a `steward://` link leads to, where the arguments of a start hold one. It is gone to, and nothing else.
 * @returns `/accounts/5`; `/open/<company>/<id>` of a link to an account, whatever company it is of; or null
 */
export function screenOfLink(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const [, company, externalId] = account.exec(argument) ?? [];
    if (company !== undefined && externalId !== undefined) return `/open/${company}/${externalId}`;
    const path = screen.exec(argument)?.[1];
    if (path !== undefined) return `/${path.replace(/^\/+|\/+$/g, '')}`;
  }
  return null;
}
