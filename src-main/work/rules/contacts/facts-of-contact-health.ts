import { bands, riskLevels } from '../../../../src-preload/contract/domain';
import { type ContactScore, contactRisks, contactScores } from '../../scoring/contact-scores';
import { type ContactFact, type ContactReading, contactFact, figuresOf, wordsOf } from './contact-fact';

const group = 'Health of the contact';

interface Found {
  readonly score: ContactScore | undefined;
  readonly level: string | null;
}

/** What the account's own list of contacts shows, of all of them at once. */
function found(reading: ContactReading): Map<number, Found> {
  return reading.once('contact health', () => {
    const all = new Map<number, Found>();
    const accounts = Map.groupBy(reading.people.keys(), (place) => reading.accountOf[place] as number);
    for (const [account, places] of accounts) {
      const id = reading.accounts[account] as number;
      const scores = contactScores(reading.db, id);
      const riskOf = contactRisks(reading.db, id, scores);
      for (const place of places) {
        const contact = reading.people[place] as number;
        all.set(contact, { score: scores.get(contact), level: riskOf(contact)?.level ?? null });
      }
    }
    return all;
  });
}

const figure = (of: (one: Found) => number | null | undefined) => (reading: ContactReading) =>
  figuresOf(
    reading,
    [...found(reading)].map(([id, one]) => [id, of(one) ?? null]),
  );
const word = (of: (one: Found) => string | null | undefined) => (reading: ContactReading) =>
  wordsOf(
    reading,
    [...found(reading)].map(([id, one]) => [id, of(one) ?? null]),
  );
/** Another configuration makes other scores. */
const madeBy = ['configVersion'] as const;

export const factsOfContactHealth: readonly ContactFact[] = [
  contactFact(
    {
      name: 'contact.score',
      group,
      label: 'Score of the contact',
      phrase: 'the contact’s score',
      type: 'number',
      digits: 1,
      unknownWhen: 'too little is known for a score',
    },
    figure(({ score }) => score?.score),
    madeBy,
  ),
  contactFact(
    {
      name: 'contact.band',
      group,
      label: 'Band of the contact',
      phrase: 'the contact’s band',
      type: 'choice',
      words: bands.map((value) => ({ value, label: value })),
      isOrdered: true,
      unknownWhen: 'too little is known for a score',
    },
    word(({ score }) => score?.band),
    madeBy,
  ),
  contactFact(
    {
      name: 'contact.risk',
      group,
      label: 'Risk of the contact',
      phrase: 'the contact’s risk',
      type: 'choice',
      words: riskLevels.map((value) => ({ value, label: value })),
      isOrdered: true,
      unknownWhen: 'neither a score nor a sign is known',
    },
    word(({ level }) => level),
    madeBy,
  ),
  contactFact(
    {
      name: 'contact.silent_days',
      group,
      label: 'Days since last seen',
      phrase: 'days since the contact was last seen',
      isPlural: true,
      type: 'number',
      unit: 'day',
      unknownWhen: 'the contact was never seen, or too little is known',
    },
    figure(({ score }) => score?.silentDays),
  ),
  contactFact(
    {
      name: 'contact.nps',
      group,
      label: 'Own NPS answer, 180 days',
      phrase: 'the contact’s own NPS answer of 180 days',
      type: 'number',
      unknownWhen: 'the contact gave none in 180 days',
    },
    figure(({ score }) => score?.nps),
  ),
];
