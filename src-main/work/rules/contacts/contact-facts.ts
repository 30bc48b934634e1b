import type { ReadDb } from '../../../store/types';
import type { ContactFact } from './contact-fact';
import { factsOfContactHealth } from './facts-of-contact-health';
import { factsOfContactUse } from './facts-of-contact-use';
import { factsOfContactVoice } from './facts-of-contact-voice';
import { factsOfTheContact, ownFieldsOfContacts } from './facts-of-the-contact';

/** All facts of contacts by name, in the order in which an editor offers them. */
export function contactFacts(db: ReadDb): ReadonlyMap<string, ContactFact> {
  const all = [
    ...factsOfTheContact,
    ...factsOfContactHealth,
    ...factsOfContactUse(db),
    ...factsOfContactVoice,
    ...ownFieldsOfContacts(db),
  ];
  return new Map(all.map((one) => [one.fact.name, one]));
}
