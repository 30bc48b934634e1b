import { type CatalogueObject, grantsTo, type Kind, type Properties } from './catalogue';
import { type CatalogueHistory, expectedCatalogue, laterStates } from './expected-catalogue';
import type { Catalogue } from './read-catalogue';

/** One object that is not as the migrations make it. */
export type Difference =
  | { readonly what: 'missing'; readonly expected: CatalogueObject }
  | { readonly what: 'extra'; readonly found: CatalogueObject }
  | {
      readonly what: 'changed';
      readonly expected: CatalogueObject;
      readonly found: CatalogueObject;
      readonly changes: readonly PropertyChange[];
    };

/** Null where nothing is said of the property. */
export interface PropertyChange {
  readonly property: string;
  readonly expected: string | null;
  readonly found: string | null;
}

/**
 * Every difference between the live catalogue and what the migrations up to this version make. What a later migration
 * makes is none: it says no more than that the schema is at another version.
 */
export function compareCatalogue(live: Catalogue, history: CatalogueHistory, version: number): Difference[] {
  const expected = expectedCatalogue(history, version).filter(({ kind }) => !live.hidden.includes(kind));
  const wanted = new Map(expected.map((object) => [keyOf(object), object]));
  const found = new Set(live.objects.map(keyOf));
  const isLater = (kind: Kind, name: string, properties: Properties | null) =>
    laterStates(history, kind, name, version).some((later) => isSame(later, properties));

  const differences = inOrder(live.objects).flatMap((object): Difference[] => {
    const model = wanted.get(keyOf(object));
    if (isLater(object.kind, object.name, object.properties)) return [];
    if (model === undefined) return isHarmless(object) ? [] : [{ what: 'extra', found: object }];
    const changes = changesBetween(model.properties, object.properties);
    return changes.length === 0 ? [] : [{ what: 'changed', expected: model, found: object, changes }];
  });
  const missing = expected.filter(
    (object) => !found.has(keyOf(object)) && !isLater(object.kind, object.name, null),
  );
  return withoutParts([
    // Months have partitions when somebody makes them; the doctor looks at the coming one by itself.
    ...missing
      .filter(({ name }) => !name.endsWith('_*'))
      .map((object) => ({ what: 'missing' as const, expected: object })),
    ...differences,
  ]);
}

/** The object of a difference: as found, or as wanted where it is not there. */
export function objectOf(difference: Difference): CatalogueObject {
  return difference.what === 'missing' ? difference.expected : difference.found;
}

/** An index of an administrator's own makes some questions quicker; a unique one may refuse rows. */
function isHarmless({ kind, properties }: CatalogueObject): boolean {
  return kind === 'index' && properties['definition']?.startsWith('CREATE INDEX') === true;
}

/** By kind, as they were read, and within it by name: a server tells rows in whatever order they lie. */
function inOrder(objects: readonly CatalogueObject[]): CatalogueObject[] {
  const byKind = Map.groupBy(objects, ({ kind }) => kind);
  return [...byKind.values()].flatMap((some) =>
    some.toSorted((left, right) => (left.name < right.name ? -1 : 1)),
  );
}

function keyOf({ kind, name }: { kind: Kind; name: string }): string {
  return `${kind} ${name}`;
}

/** Who says that a table is missing, or strange, need not say it of each of its columns. */
function withoutParts(differences: readonly Difference[]): Difference[] {
  const wholes = differences.filter(({ what }) => what !== 'changed').map(objectOf);
  const told = new Set(wholes.filter(({ kind }) => isWhole(kind)).map(({ label }) => label));
  return differences.filter((difference) => {
    const { kind, parent } = objectOf(difference);
    return isWhole(kind) || parent === null || !told.has(parent) || hasGrants(difference);
  });
}

function isWhole(kind: Kind): boolean {
  return ['table', 'partition', 'view', 'materialized view'].includes(kind);
}

/** A column of a strange table may be granted where the table is not. */
function hasGrants(difference: Difference): boolean {
  if (difference.what !== 'extra') return false;
  return Object.keys(difference.found.properties).some((property) => property.startsWith(grantsTo));
}

function changesBetween(expected: Properties, found: Properties): PropertyChange[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...names]
    .map((property) => ({
      property,
      expected: expected[property] ?? null,
      found: found[property] ?? null,
    }))
    .filter((change) => change.expected !== change.found);
}

function isSame(a: Properties | null, b: Properties | null): boolean {
  return a === null || b === null ? a === b : changesBetween(a, b).length === 0;
}
