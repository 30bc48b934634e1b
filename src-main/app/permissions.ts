/** Nothing in Steward needs a camera, a location or any other permission of the browser but copying text. */
export function isPermitted(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}
