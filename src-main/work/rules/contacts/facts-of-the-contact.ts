import type { FactType } from '../../../../src-preload/contract/rules/fact';
import { readAttributes } from '../../../store/accounts/attributes';
import { type ContactColumn, contactValues, ownFieldValues } from '../../../store/facts/contact-values';
import type { ReadDb } from '../../../store/types';
import { type ContactFact, type ContactReading, contactFact, figuresOf, wordsOf } from './contact-fact';

const group = 'Contact';

const texts = (column: ContactColumn) => (reading: ContactReading) =>
  wordsOf(reading, contactValues(reading.db, column, reading.accounts));

export const factsOfTheContact: readonly ContactFact[] = [
  contactFact(
    {
      name: 'contact.role',
      group,
      label: 'Role of the contact',
      phrase: 'the contact’s role',
      type: 'choice',
      words: [
        { value: 'champion', label: 'champion' },
        { value: 'admin', label: 'admin' },
        { value: 'member', label: 'member' },
      ],
      unknownWhen: 'the company says none',
    },
    texts('role'),
  ),
  contactFact(
    {
      name: 'contact.name',
      group,
      label: 'Name of the contact',
      phrase: 'the contact’s name',
      type: 'text',
      unknownWhen: 'the company says none',
    },
    texts('name'),
  ),
  contactFact(
    {
      name: 'contact.title',
      group,
      label: 'Title of the contact',
      phrase: 'the contact’s title',
      type: 'text',
      unknownWhen: 'the company says none',
    },
    texts('title'),
  ),
  contactFact(
    {
      name: 'contact.since',
      group,
      label: 'Contact since',
      phrase: 'the contact’s first day',
      type: 'day',
      unknownWhen: 'the company says none',
    },
    (reading) =>
      figuresOf(
        reading,
        contactValues(reading.db, 'created_at', reading.accounts).map(([id, at]) => [
          id,
          at === null ? null : reading.calendar.dayOf(Number(at)),
        ]),
      ),
  ),
  contactFact(
    {
      name: 'contact.has_address',
      group,
      label: 'Has an address',
      phrase: 'that the contact has an e-mail address',
      type: 'yes-no',
      unknownWhen: 'the company says nothing',
    },
    (reading) =>
      figuresOf(
        reading,
        contactValues(reading.db, 'email', reading.accounts).map(([id, email]) => [
          id,
          Number(email !== null && String(email).trim() !== ''),
        ]),
      ),
  ),
];

/** The company's own fields of contacts. */
export function ownFieldsOfContacts(db: ReadDb): ContactFact[] {
  return readAttributes(db, 'contact').map((attribute) => {
    const type: FactType = attribute.type;
    const isText = type === 'text' || type === 'choice';
    return contactFact(
      {
        name: `contact.field.${attribute.name}`,
        group: 'Own fields of contacts',
        label: attribute.label,
        phrase: `the contact’s field “${attribute.label}”`,
        type,
        digits: 2,
        words: attribute.choices.map((value) => ({ value, label: value })),
        unknownWhen: 'the field is empty',
      },
      (reading) =>
        (isText ? wordsOf : figuresOf)(reading, ownFieldValues(reading.db, attribute, reading.accounts)),
    );
  });
}
