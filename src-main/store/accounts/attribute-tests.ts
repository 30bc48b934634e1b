import { and, gte, lte, type SQL, sql } from 'drizzle-orm';
import type { AttributeTest } from '../../../src-preload/contract/attributes';
import { foldText } from '../../lib/finding/fold-text';
import { organizations } from '../schema/company';
import type { ReadDb } from '../types';
import { attributeSql, attributeTypeSql } from './attributes';

/** A test whose words have been looked for. */
export type SettledTest = Exclude<AttributeTest, { test: 'contains' }>;

/** Finds the texts that hold the words: small letters without marks, as the palette compares names. */
export function settleTests(db: ReadDb, tests: readonly AttributeTest[] | undefined): SettledTest[] {
  return (tests ?? []).map((test) => {
    if (test.test !== 'contains') return test;
    const wanted = foldText(test.text);
    const value = attributeSql(organizations.attributes, test.name);
    const values = db
      .selectDistinct({ value: sql<string>`${value}` })
      .from(organizations)
      .where(sql`${attributeTypeSql(organizations.attributes, test.name)} = 'text'`)
      .all()
      .map((row) => row.value)
      .filter((text) => foldText(text).includes(wanted));
    return { name: test.name, test: 'one of', values };
  });
}

/** What is not known, or is of another type than the test asks about, passes no test but `unknown`. */
export function attributeCondition(test: SettledTest): SQL | undefined {
  const value = attributeSql(organizations.attributes, test.name);
  const type = attributeTypeSql(organizations.attributes, test.name);
  switch (test.test) {
    case 'unknown':
      return sql`${value} is null`;
    case 'one of':
      return and(
        sql`${type} = 'text'`,
        sql`${value} in (select value from json_each(${JSON.stringify(test.values)}))`,
      );
    case 'between':
      return and(
        sql`${type} in ('integer', 'real')`,
        test.least === undefined ? undefined : gte(value, test.least),
        test.most === undefined ? undefined : lte(value, test.most),
      );
    case 'in days':
      return and(
        sql`${type} = 'text'`,
        test.from === undefined ? undefined : gte(value, test.from),
        test.to === undefined ? undefined : lte(value, test.to),
      );
    case 'is':
      return sql`${type} = ${String(test.value)}`;
  }
}
