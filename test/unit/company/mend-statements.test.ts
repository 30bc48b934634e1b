import { describe, expect, test } from 'vitest';
import type { CatalogueObject } from '../../../src-main/company/doctor/catalogue';
import { expectedCatalogue, readCatalogueHistory } from '../../../src-main/company/doctor/expected-catalogue';
import { mendStatements } from '../../../src-main/company/doctor/mend-statements';
import { readMigrations } from '../../../src-main/company/migrations';

const objects = expectedCatalogue(readCatalogueHistory(), readMigrations().length);
const views = objects.filter(({ kind }) => /view/.test(kind));
const sqlOf = (object: CatalogueObject) =>
  mendStatements({ what: 'missing', expected: object }, views)
    .map(({ sql }) => sql)
    .join(';\n');
const some = (kind: string) => objects.filter((object) => object.kind === kind);

describe('what the migrations made, and is missing,', () => {
  test.each([
    ['function', /^CREATE OR REPLACE FUNCTION customer_success\./],
    ['view', /\bVIEW customer_success\./],
    ['materialized view', /CREATE MATERIALIZED VIEW customer_success\./],
    ['constraint', /ADD CONSTRAINT/],
    ['index', /^DROP INDEX IF EXISTS customer_success\.\S+; CREATE (UNIQUE )?INDEX/],
    ['policy', /CREATE POLICY/],
    ['trigger', /CREATE (CONSTRAINT )?TRIGGER/],
    ['role', /^CREATE ROLE cs_/],
  ])('is made anew: each %s, by its name', (kind, statement) => {
    const all = some(kind);
    expect(all.length).toBeGreaterThan(0);
    for (const object of all) {
      const sql = sqlOf(object);
      expect([object.name, sql]).toEqual([object.name, expect.stringMatching(statement)]);
      expect(sql).toContain(
        object.name
          .split(/[.(]/)
          .at(kind === 'function' ? 0 : -1)
          ?.replaceAll('"', ''),
      );
    }
  });

  test('is for a person where it held data: a table, a column', () => {
    for (const kind of ['table', 'column'])
      expect(some(kind).map((object) => sqlOf(object))).toEqual(some(kind).map(() => ''));
  });
});

describe('what the migrations made, and is another now,', () => {
  const changed = (object: CatalogueObject, property: string) =>
    mendStatements(
      {
        ...{ what: 'changed', expected: object, found: object },
        changes: [{ property, expected: object.properties[property] ?? 'as it was', found: 'another' }],
      },
      views,
    )
      .map(({ sql }) => sql)
      .join(';\n');

  test.each([
    ['function', 'definition', 'owner'],
    ['view', 'definition', 'owner'],
    ['view', 'options', 'owner'],
  ])(
    'is defined anew where that is what changed, and only then: a %s whose %s, or %s',
    (kind, defining, other) => {
      const [object] = some(kind);
      if (object === undefined) throw new Error(`there is no ${kind}`);
      expect(changed(object, defining)).toMatch(
        kind === 'function' ? /CREATE OR REPLACE FUNCTION/ : /VIEW .* AS/s,
      );
      expect(changed(object, other)).not.toMatch(/CREATE/);
      expect(changed(object, other)).toMatch(/OWNER TO/);
    },
  );

  test('counts as it did, where that is what changed of a sequence, and only then', () => {
    const [sequence] = some('sequence');
    if (sequence === undefined) throw new Error('there is no sequence');
    expect(changed(sequence, 'counts')).toMatch(
      /^ALTER SEQUENCE customer_success\.\S+ AS \w+ MINVALUE -?\d+ MAXVALUE \d+ INCREMENT BY -?\d+ NO CYCLE$/,
    );
    expect(changed(sequence, 'owner')).toMatch(/^ALTER SEQUENCE customer_success\.\S+ OWNER TO /);
  });
});
