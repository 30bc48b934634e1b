import { type CatalogueObject, companyOwner, grantsTo, itsOwner } from './catalogue';
import type { PropertyChange } from './compare-catalogue';
import { partName, quoteName, quoteRole } from './sql-names';
import { asLogin, asOwner, type Statement } from './statement';

/** Takes away what Steward did not grant, and grants again what it did. */
export function mendGrants(object: CatalogueObject, changes: readonly PropertyChange[]): Statement[] {
  return changes
    .filter(({ property }) => property.startsWith(grantsTo))
    .flatMap(({ property, expected, found }) => {
      const grantee = property.slice(grantsTo.length);
      const role = grantee === itsOwner ? quoteRole(ownerOf(object)) : quoteRole(grantee);
      return grantee === itsOwner
        ? [byOwner(object, grant(object, 'ALL', role, ''))]
        : [
            ...(found === null
              ? []
              : [byOwner(object, `REVOKE ALL${columns(object)} ON ${target(object)} FROM ${role} CASCADE`)]),
            ...(expected === null ? [] : grantAgain(object, expected, role)),
          ];
    });
}

function grantAgain(object: CatalogueObject, privileges: string, role: string): Statement[] {
  const [handedOn, plain] = [true, false].map((option) =>
    privileges.split(', ').filter((privilege) => privilege.endsWith('*') === option),
  );
  return [
    ...(plain?.length ? [byOwner(object, grant(object, plain.join(', '), role, ''))] : []),
    ...(handedOn?.length
      ? [byOwner(object, grant(object, handedOn.join(', ').replaceAll('*', ''), role, ' WITH GRANT OPTION'))]
      : []),
  ];
}

function grant(object: CatalogueObject, privileges: string, role: string, option: string): string {
  const what = privileges
    .split(', ')
    .map((privilege) => `${privilege}${columns(object)}`)
    .join(', ');
  return `GRANT ${what} ON ${target(object)} TO ${role}${option}`;
}

function ownerOf(object: CatalogueObject): string {
  return object.properties['owner'] ?? companyOwner;
}

function columns(object: CatalogueObject): string {
  return object.kind === 'column' ? ` (${quoteName(partName(object))})` : '';
}

function target({ kind, reference }: CatalogueObject): string {
  if (kind === 'function') return `FUNCTION ${reference}`;
  if (kind === 'schema') return `SCHEMA ${reference}`;
  if (kind === 'sequence') return `SEQUENCE ${reference}`;
  return reference;
}

/** Only an owner's grants can be taken back by the owner; of what is somebody else's, by who is above both. */
function byOwner(object: CatalogueObject, sql: string): Statement {
  return ownerOf(object) === companyOwner ? asOwner(sql) : asLogin(sql);
}
