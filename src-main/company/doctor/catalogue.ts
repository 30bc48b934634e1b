/** What PostgreSQL's catalogue says of one thing that the company's promises stand on. */
export interface CatalogueObject {
  readonly kind: Kind;
  /** Unique among its kind. Monthly partitions share one, `activity_events_*`: their months pass, what they are does not. */
  readonly name: string;
  /** As people call it: for a monthly partition with its month. */
  readonly label: string;
  /** The table, view or partition that it is a part of. */
  readonly parent: string | null;
  /** How SQL names it, or what it is a part of; of a membership: who granted it. */
  readonly reference: string;
  /** Only what is said of it: `not null` is absent where a column may be empty. */
  readonly properties: Properties;
}

export type Properties = Readonly<Record<string, string>>;

/** In the order in which they can be made anew: each stands on those before it. */
export const kinds = [
  'role',
  'role membership',
  'default privileges',
  'schema',
  'table',
  'partition',
  'sequence',
  'column',
  'function',
  'constraint',
  'materialized view',
  'view',
  'index',
  'policy',
  'trigger',
  'rule',
  'other object',
] as const;
export type Kind = (typeof kinds)[number];

/** Begins the name of a property that says what a role may do: `grants to cs_viewer`. */
export const grantsTo = 'grants to ';

/** Stands for the owner of an object among those who are granted something. */
export const itsOwner = 'its owner';

/** The schema that all of it lies in. */
export const companySchema = 'customer_success';

/** Owns all of it; nobody logs in as it. */
export const companyOwner = 'cs_owner';
