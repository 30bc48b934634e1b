import type { CatalogueObject } from './catalogue';

/** PostgreSQL's words that can't be names without quotes, as far as anybody would choose them for one. */
const reserved = new Set(
  'all and any array as check column constraint create default do else end for foreign from grant group in into limit not null offset on only or order primary references select some table then to union unique user using when where window with'.split(
    ' ',
  ),
);

/** A name as SQL wants it: in quotes only where it must be. */
export function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A role, or everybody, as SQL names it. */
export function quoteRole(role: string): string {
  return role === 'PUBLIC' ? role : quoteName(role);
}

/** The name of a policy, trigger, column, … without that of its table. */
export function partName(object: CatalogueObject): string {
  const { label, parent } = object;
  return parent !== null && label.startsWith(`${parent}.`) ? label.slice(parent.length + 1) : label;
}
