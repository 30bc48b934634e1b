/**
 * What a template may name: one closed table, of which completion, lint, help and the values of a message are made. The
 * same thing has the same dotted name as the fact of a rule.
 */

/**
 * text, number and link as they are; a day is a calendar day without a clock, an instant is shown in the recipient's
 * zone, a colour is `#1f6feb`.
 */
export type VariableType = 'text' | 'number' | 'money' | 'day' | 'instant' | 'link' | 'color';

export interface TemplateVariable {
  readonly type: VariableType;
  /** What it is, in a sentence. */
  readonly sentence: string;
  /** As it stands in a message. */
  readonly example: string;
  /** What makes it missing; null: it is always there. */
  readonly missing: string | null;
}

export const templateVariables = {
  'account.name': text('What the account is called.', 'Northwind', null),
  'account.owner': text('Who looks after the account.', 'Ada Morgan', 'The account has no owner.'),
  'account.segment': text('Its segment.', 'Enterprise', 'The company gives the account no segment.'),
  'account.arr': {
    type: 'money',
    sentence: 'What it pays in a year.',
    example: '€48,000',
    missing: 'No paid subscription is in force, or the company names no currency.',
  },
  'account.seats': number('Its licensed seats.', '40', 'No subscription counts seats.'),
  'account.started_on': day('The first day of its time as a customer.', 'It never had a paid subscription.'),
  'account.renewal_on': day('The day on which it renews next.', 'No renewal day is known.'),
  'contact.name': text('The recipient’s whole name.', 'Maria Lopez', 'The contact has no name.'),
  'contact.first_name': text(
    'The recipient’s first name, taken from the whole name.',
    'Maria',
    'The name is empty, an address, an initial or a title, or is written without spaces, so that nobody can tell.',
  ),
  'contact.title': text('What the recipient does.', 'Head of Operations', 'The contact has no title.'),
  'contact.email': text('The recipient’s address.', 'maria@northwind.example', 'The contact has no address.'),
  'owner.name': text('Who writes: the account’s owner.', 'Ada Morgan', 'The account has no owner.'),
  'owner.first_name': text(
    'The owner’s first name.',
    'Ada',
    'The account has no owner, or nobody can tell the first name from the whole.',
  ),
  'owner.email': text('The owner’s address.', 'ada@steward.example', 'The owner has no address.'),
  'company.name': text('The company that writes.', 'Acme Software', 'No sender is set under Brand.'),
  'company.postal_address': text(
    'The postal address that each message has to name.',
    '1 Harbour Street, Dublin',
    'No postal address is set under Brand.',
  ),
  'company.website': link('The company’s website.', 'https://acme.example', 'No website is set under Brand.'),
  'brand.logo_url': link(
    'The logo’s address.',
    'https://acme.example/logo.png',
    'No logo is set under Brand.',
  ),
  'brand.color': {
    type: 'color',
    sentence: 'The colour of buttons and lines.',
    example: '#1f5fbf',
    missing: null,
  },
  'health.score': number('The health score, 0 to 100.', '62.5', 'There is no score: too little is known.'),
  'risk.level': text('The risk level: low, medium, high or critical.', 'medium', 'The account has no score.'),
  'risk.probability': number(
    'The chance in percent that it leaves within 90 days.',
    '12',
    'No churn model speaks for the account.',
  ),
  'usage.active_users': number(
    'People who were active in the last 28 days.',
    '31',
    'Nothing is known of its people’s use.',
  ),
  'usage.seat_share': number(
    'Those of the licensed seats, in percent.',
    '78',
    'Seats or active people are not known.',
  ),
  'usage.last_active_on': day('The day on which somebody was active last.', 'Nobody ever was.'),
  'renewal.days_left': number('Days until it renews.', '60', 'No renewal is ahead.'),
  'milestone.name': text(
    'The milestone that the message is about; of several: the first three, and how many more.',
    'First 100 reports',
    'The message is about no milestone.',
  ),
  'milestone.reached_on': day(
    'The day on which it was reached; of several: the last.',
    'The message is about no milestone.',
  ),
  'celebration.count': number(
    'How many milestones the message tells of.',
    '1',
    'The message is about no milestone.',
  ),
  'celebration.points': number(
    'Points that they brought the account.',
    '150',
    'They brought none, or the account takes no part in rewards.',
  ),
  'celebration.words': text(
    'What a manager adds to it.',
    'I know how much of that was your work.',
    'Nobody added anything.',
  ),
  'message.at': {
    type: 'instant',
    sentence: 'When the message is made, on the recipient’s clock.',
    example: 'March 1, 2026',
    missing: null,
  },
  'unsubscribe.url': link('Where the recipient ends these messages.', 'https://mail.acme.example/u/1', null),
  'preferences.url': link(
    'Where the recipient chooses what comes.',
    'https://mail.acme.example/p/1',
    'The company serves no page of preferences.',
  ),
} as const satisfies Record<string, TemplateVariable>;

export type VariableName = keyof typeof templateVariables;
export const variableNames = Object.keys(templateVariables) as VariableName[];

export function isVariable(name: string): name is VariableName {
  return Object.hasOwn(templateVariables, name);
}

/** An amount in a currency by its ISO 4217 code. */
export interface MoneyValue {
  readonly amount: number;
  readonly currency: string;
}

/** Days travel as `2026-03-01`, instants as milliseconds since 1970. What is absent, null or blank is missing; 0 is not. */
export type TemplateValues = {
  readonly [Name in VariableName]?: ValueOf<(typeof templateVariables)[Name]['type']> | null;
};
type ValueOf<T extends VariableType> = T extends 'number' | 'instant'
  ? number
  : T extends 'money'
    ? MoneyValue
    : string;

function text<M extends string | null>(sentence: string, example: string, missing: M) {
  return { type: 'text', sentence, example, missing } as const;
}

function number(sentence: string, example: string, missing: string) {
  return { type: 'number', sentence, example, missing } as const;
}

function day(sentence: string, missing: string) {
  return { type: 'day', sentence, example: 'March 1, 2026', missing } as const;
}

function link<M extends string | null>(sentence: string, example: string, missing: M) {
  return { type: 'link', sentence, example, missing } as const;
}
