import { type CatalogueObject, companySchema } from './catalogue';
import { type Difference, objectOf } from './compare-catalogue';
import { partName, quoteName } from './sql-names';
import { asLogin, asOwner, type Statement } from './statement';

export function mendFunction(difference: Difference): Statement[] {
  if (difference.what === 'extra' || !isDefinedAnew(difference)) return [];
  return [asOwner(difference.expected.properties['definition'] ?? '')];
}

export function mendView(difference: Difference): Statement[] {
  if (difference.what === 'extra' || !isDefinedAnew(difference)) return [];
  const { reference, properties } = difference.expected;
  const options = properties['options'] === undefined ? '' : ` WITH (${properties['options']})`;
  const view = `VIEW ${reference}${options} AS ${properties['definition']}`;
  // Other columns than before can't replace a view.
  return [asOwner(`CREATE OR REPLACE ${view}`, `DROP VIEW ${reference}; CREATE ${view}`)];
}

/** @param views those that Steward makes: the ones above it go with it, and are made anew after it */
export function mendMaterializedView(difference: Difference, views: readonly CatalogueObject[]): Statement[] {
  if (difference.what === 'extra' || !isDefinedAnew(difference)) return [];
  const { reference, properties } = difference.expected;
  const above = views
    .filter((view) => new RegExp(`${reference}\\b`).test(view.properties['definition'] ?? ''))
    .map((view) => `DROP VIEW IF EXISTS ${view.reference}; `);
  const made = `CREATE MATERIALIZED VIEW ${reference} AS ${properties['definition']}`;
  return [
    asOwner(
      difference.what === 'missing' ? made : `${above.join('')}DROP MATERIALIZED VIEW ${reference}; ${made}`,
    ),
  ];
}

export function mendConstraint(difference: Difference): Statement[] {
  if (difference.what === 'extra') return [];
  const { reference, properties } = difference.expected;
  const name = quoteName(partName(difference.expected));
  const add = `ALTER TABLE ${reference} ADD CONSTRAINT ${name} ${properties['definition']}`;
  if (difference.what === 'missing') return [asOwner(add)];
  if (isDefinedAnew(difference)) return [asOwner(`ALTER TABLE ${reference} DROP CONSTRAINT ${name}; ${add}`)];
  if (difference.found.properties['checked'] === 'not of all rows') {
    return [asOwner(`ALTER TABLE ${reference} VALIDATE CONSTRAINT ${name}`)];
  }
  // A foreign key is kept by triggers of the server's own on both tables, which only a superuser can turn on.
  const other = /REFERENCES ([\w.]+)/.exec(properties['definition'] ?? '')?.[1];
  return [reference, other]
    .filter((table) => table !== undefined)
    .map((table) => asLogin(`ALTER TABLE ${table} ENABLE TRIGGER ALL`));
}

export function mendIndex(difference: Difference): Statement[] {
  if (difference.what === 'extra') return [];
  const index = `${companySchema}.${quoteName(partName(difference.expected))}`;
  // Printed without the partitions, which have their own, and made with them.
  const made = difference.expected.properties['definition']?.replace(' ON ONLY ', ' ON ');
  return [asOwner(`DROP INDEX IF EXISTS ${index}; ${made}`)];
}

/** A policy of somebody else's may show rows as well as hide them: only ours stay. */
export function mendPolicy(difference: Difference): Statement[] {
  const object = objectOf(difference);
  const name = quoteName(partName(object));
  if (difference.what === 'extra') return [asOwner(`DROP POLICY ${name} ON ${object.reference}`)];
  const { properties, reference } = difference.expected;
  const clauses = [
    `AS ${properties['as']} FOR ${properties['for']} TO ${properties['to']}`,
    ...(properties['using'] === undefined ? [] : [`USING (${properties['using']})`]),
    ...(properties['check'] === undefined ? [] : [`WITH CHECK (${properties['check']})`]),
  ];
  return [
    asOwner(
      `DROP POLICY IF EXISTS ${name} ON ${reference}; CREATE POLICY ${name} ON ${reference} ${clauses.join(' ')}`,
    ),
  ];
}

const firing: Readonly<Record<string, string>> = {
  yes: 'ENABLE',
  no: 'DISABLE',
  'on replicas only': 'ENABLE REPLICA',
  always: 'ENABLE ALWAYS',
};

export function mendTrigger(difference: Difference): Statement[] {
  const object = objectOf(difference);
  const name = quoteName(partName(object));
  const fire = (how: string) => asOwner(`ALTER TABLE ${object.reference} ${firing[how]} TRIGGER ${name}`);
  // A partition's copy of our trigger, turned off there alone.
  if (difference.what === 'extra') return object.properties['definition'] === undefined ? [fire('yes')] : [];
  const { properties, reference } = difference.expected;
  const fires = properties['fires'] ?? 'yes';
  if (!isDefinedAnew(difference)) return [fire(fires)];
  return [
    asOwner(`DROP TRIGGER IF EXISTS ${name} ON ${reference}; ${properties['definition']}`),
    ...(fires === 'yes' ? [] : [fire(fires)]),
  ];
}

function isDefinedAnew(difference: Difference): boolean {
  if (difference.what !== 'changed') return true;
  return difference.changes.some(({ property }) => property === 'definition' || property === 'options');
}
