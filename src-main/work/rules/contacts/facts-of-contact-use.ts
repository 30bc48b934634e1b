import { isFew } from '../../../lib/few';
import type { FactParams } from '../../../store/facts/account-fact';
import { featureParameter, featureWords, windowParameter } from '../../../store/facts/facts-of-features';
import {
  anyFeature,
  type EntriesOfFeature,
  entriesWithin,
  type FeatureEntries,
  readFeatureEntries,
} from '../../../store/facts/feature-entries';
import type { ReadDb } from '../../../store/types';
import { type ContactFact, type ContactReading, contactFact } from './contact-fact';

const group = 'Use by the contact';

/** What contacts do with the product, as far as use comes with names. */
export function factsOfContactUse(db: ReadDb): ContactFact[] {
  const words = featureWords(db);
  const common = { group, isPlural: true, type: 'number', past: 'daily' } as const;
  return [
    contactFact(
      {
        ...common,
        name: 'contact.active_days',
        label: 'Active days',
        phrase: 'the contact’s active days in {days}',
        parameters: [windowParameter],
        unknownWhen: 'who used the product on which of those days is not known',
      },
      usedBy('days'),
    ),
    contactFact(
      {
        ...common,
        name: 'contact.events',
        label: 'Events of the contact',
        phrase: 'the contact’s events in {days}',
        parameters: [windowParameter],
        unknownWhen: 'who used the product in those days is not known',
      },
      usedBy('events'),
    ),
    ...(words.length === 0
      ? []
      : [
          contactFact(
            {
              ...common,
              name: 'contact.uses_of_feature',
              label: 'Own uses of a feature',
              phrase: 'the contact’s uses of {feature} in {days}',
              parameters: [featureParameter(words), windowParameter],
              unknownWhen: 'who used it in those days is not known',
            },
            usedBy('events'),
          ),
        ]),
  ];
}

const featureOf = (params: FactParams) => Number(params['feature'] ?? anyFeature);

function usedBy(measure: 'events' | 'days'): ContactFact['read'] {
  return (reading, params, day) => {
    const entries = entriesOf(reading);
    const window = { feature: featureOf(params), days: Number(params['days']), day };
    const ofFeature = entries.byFeature.get(window.feature) as EntriesOfFeature;
    const placeOf = reading.once(`places of people who used ${window.feature}`, () =>
      Int32Array.from(ofFeature.personIds, (id) => reading.placeOf(id) ?? -1),
    );
    const figures = new Float64Array(reading.people.length);
    const lastDay = new Float64Array(reading.people.length).fill(Number.NaN);
    const isKnown = reading.accounts.map((_id, account) => {
      const within = entriesWithin(entries, account, window);
      if (within === null) return false;
      let [of, all] = [0, 0];
      for (let at = within[0]; at < within[1]; at++) {
        const events = ofFeature.events[at] as number;
        const person = ofFeature.people[at] as number;
        const isDay = ofFeature.periods[at] === 1;
        all += events;
        if (person < 0 || (measure === 'days' && !isDay)) {
          // Whose it was, or on which day, nobody knows.
          of += events;
          continue;
        }
        const place = placeOf[person] as number;
        if (place < 0) continue;
        if (measure === 'events') figures[place] = (figures[place] as number) + events;
        else if (lastDay[place] !== ofFeature.days[at]) {
          lastDay[place] = ofFeature.days[at] as number;
          figures[place] = (figures[place] as number) + 1;
        }
      }
      return isFew(of, all);
    });
    for (let place = 0; place < figures.length; place++)
      if (isKnown[reading.accountOf[place] as number] !== true) figures[place] = Number.NaN;
    return figures;
  };
}

/** All that will be asked for, read at once. */
function entriesOf(reading: ContactReading): FeatureEntries {
  return reading.once('features of contacts', () => {
    const asked = reading.uses.filter(({ fact }) => fact.group === group);
    const { db, accounts, from, today } = reading;
    const places = new Map(accounts.map((id, place) => [id, place]));
    const steps = readFeatureEntries(
      { db, ids: accounts, placeOf: (id) => places.get(id), from, to: today },
      new Set(asked.map(({ params }) => featureOf(params))),
    );
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    return step.value;
  });
}
