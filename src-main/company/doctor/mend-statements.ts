import { type CatalogueObject, grantsTo, itsOwner } from './catalogue';
import { type Difference, objectOf, type PropertyChange } from './compare-catalogue';
import {
  mendConstraint,
  mendFunction,
  mendIndex,
  mendMaterializedView,
  mendPolicy,
  mendTrigger,
  mendView,
} from './mend-definitions';
import { mendGrants } from './mend-grants';
import { mendColumn, mendOwner, mendSequence, mendTable } from './mend-relations';
import { mendDefaultPrivileges, mendMembership, mendRole } from './mend-roles';
import type { Statement } from './statement';

/**
 * The statements that set a difference right, in their order; none where nobody but a person can. What a statement makes
 * anew has its grants at the next look.
 * @param views those that Steward makes
 */
export function mendStatements(difference: Difference, views: readonly CatalogueObject[]): Statement[] {
  const object = objectOf(difference);
  if (object.kind === 'role') return mendRole(difference);
  if (object.kind === 'role membership') return mendMembership(difference);
  if (object.kind === 'default privileges') return mendDefaultPrivileges(difference);
  const changes = changesOf(difference);
  const owner = changes.find(({ property }) => property === 'owner');
  return [
    ...(owner === undefined ? [] : mendOwner(object, owner)),
    ...mendItself(difference, views),
    ...(difference.what === 'missing' ? [] : mendGrants(grantedBy(difference), changes)),
  ];
}

function mendItself(difference: Difference, views: readonly CatalogueObject[]): Statement[] {
  switch (objectOf(difference).kind) {
    case 'table':
    case 'partition':
      return mendTable(difference);
    case 'column':
      return mendColumn(difference);
    case 'sequence':
      return mendSequence(difference);
    case 'function':
      return mendFunction(difference);
    case 'view':
      return mendView(difference);
    case 'materialized view':
      return mendMaterializedView(difference, views);
    case 'constraint':
      return mendConstraint(difference);
    case 'index':
      return mendIndex(difference);
    case 'policy':
      return mendPolicy(difference);
    case 'trigger':
      return mendTrigger(difference);
    default:
      return [];
  }
}

/** Of what Steward did not make, what others may do with it is too much, and nothing else is ours to change. */
export function changesOf(difference: Difference): readonly PropertyChange[] {
  if (difference.what === 'changed') return difference.changes;
  if (difference.what === 'missing') return [];
  return Object.entries(difference.found.properties)
    .filter(([property]) => property.startsWith(grantsTo) && property !== `${grantsTo}${itsOwner}`)
    .map(([property, found]) => ({ property, expected: null, found }));
}

/** The object as found, with the owner that it shall have. */
function grantedBy(difference: Exclude<Difference, { what: 'missing' }>): CatalogueObject {
  const owner = difference.what === 'changed' ? difference.expected.properties['owner'] : undefined;
  return owner === undefined
    ? difference.found
    : { ...difference.found, properties: { ...difference.found.properties, owner } };
}
