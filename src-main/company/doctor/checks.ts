import { grantsTo, type Kind } from './catalogue';

/** What each check says where it found nothing, in the order in which they are told. */
export const soundWords = {
  columns: 'Tables, columns, constraints and indexes are as Steward made them.',
  privileges: 'Everything belongs to its owner, and nobody was granted more or less than Steward grants.',
  'row security': 'Row security is forced, and every policy is as Steward made it.',
  functions: 'Every function is as Steward made it.',
  triggers: 'Every trigger is as Steward made it, and fires.',
  views: 'Every view is as Steward made it.',
  roles: 'The roles of the company are as Steward made them.',
} as const;
export type CatalogueCheck = keyof typeof soundWords;

const checks: Readonly<Record<Kind, CatalogueCheck>> = {
  role: 'roles',
  'role membership': 'roles',
  'default privileges': 'privileges',
  schema: 'privileges',
  table: 'columns',
  partition: 'columns',
  sequence: 'columns',
  column: 'columns',
  function: 'functions',
  constraint: 'columns',
  'materialized view': 'views',
  view: 'views',
  index: 'columns',
  policy: 'row security',
  trigger: 'triggers',
  rule: 'triggers',
  'other object': 'columns',
};

export function checkOfKind(kind: Kind): CatalogueCheck {
  return checks[kind];
}

/** Under which check a changed property of such an object is told. */
export function checkOfProperty(kind: Kind, property: string): CatalogueCheck {
  if (property === 'row security') return 'row security';
  return property === 'owner' || property.startsWith(grantsTo) ? 'privileges' : checks[kind];
}
