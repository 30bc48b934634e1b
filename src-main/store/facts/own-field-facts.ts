import { type SQL, sql } from 'drizzle-orm';
import type { Attribute, AttributeType } from '../../../src-preload/contract/attributes';
import type { FactType } from '../../../src-preload/contract/rules/fact';
import { attributeSql, attributeTypeSql, readAttributes } from '../accounts/attributes';
import { organizations } from '../schema/company';
import type { ReadDb } from '../types';
import { type AccountFact, accountFact } from './account-fact';

const types: Readonly<Record<AttributeType, FactType>> = {
  text: 'text',
  number: 'number',
  money: 'money',
  day: 'day',
  'yes-no': 'yes-no',
  choice: 'choice',
};

/** The company's own fields as facts of accounts. */
export function ownFieldFacts(db: ReadDb): AccountFact[] {
  return readAttributes(db, 'account').map((attribute) =>
    accountFact(
      {
        name: `account.field.${attribute.name}`,
        group: 'Own fields',
        label: attribute.label,
        phrase: `the field “${attribute.label}”`,
        type: types[attribute.type],
        digits: 2,
        words: attribute.choices.map((value) => ({ value, label: value })),
        unknownWhen: 'the field is empty',
      },
      { now: () => fieldSql(attribute, organizations.attributes) },
    ),
  );
}

type AttributesColumn = Parameters<typeof attributeSql>[0];

/** What is of another type than its field is not known. Days as whole days since 1970-01-01. */
export function fieldSql({ name, type }: Attribute, attributes: AttributesColumn): SQL {
  const value = attributeSql(attributes, name);
  const held = attributeTypeSql(attributes, name);
  if (type === 'number' || type === 'money')
    return sql`case when ${held} in ('integer', 'real') then ${value} end`;
  if (type === 'yes-no') return sql`case ${held} when 'true' then 1 when 'false' then 0 end`;
  if (type === 'day')
    return sql`case when ${held} = 'text' then cast(julianday(${value}) - 2440587.5 as integer) end`;
  return sql`case when ${held} = 'text' then ${value} end`;
}
