import type { FactParameter, FactWord } from '../../../src-preload/contract/rules/fact';
import { isFew } from '../../lib/few';
import type { ReadDb } from '../types';
import { type AccountFact, accountFact, type FactParams, type PastReading } from './account-fact';
import {
  type EntriesOfFeature,
  entriesWithin,
  type FeatureEntries,
  readFeatureEntries,
} from './feature-entries';

const group = 'Use of a feature';

/** The use of single features, as far as the company has features that people use. */
export function factsOfFeatures(db: ReadDb): AccountFact[] {
  const words = featureWords(db);
  if (words.length === 0) return [];
  const parameters = [featureParameter(words), windowParameter];
  const common = { group, isPlural: true, type: 'number', parameters } as const;
  return [
    accountFact(
      {
        ...common,
        name: 'use.of_feature',
        label: 'Uses of a feature',
        phrase: 'uses of {feature} in {days}',
        unknownWhen: 'the use of those days is not known',
      },
      { past: pastOf(eventsIn) },
    ),
    accountFact(
      {
        ...common,
        name: 'use.people_of_feature',
        label: 'Contacts who used a feature',
        phrase: 'contacts who used {feature} in {days}',
        unknownWhen: 'who used it in those days is not known',
      },
      { past: pastOf(peopleIn) },
    ),
    accountFact(
      {
        ...common,
        name: 'use.days_of_feature',
        label: 'Days with use of a feature',
        phrase: 'days with use of {feature} in {days}',
        unknownWhen: 'on which of those days it was used is not known',
      },
      { past: pastOf(daysIn) },
    ),
  ];
}

/** Nothing is usual: one that is not chosen must not become another one when features come and go. */
export function featureParameter(words: FactWord[]): FactParameter {
  return { name: 'feature', label: 'Feature', type: 'word', words, usual: '' };
}

export const windowParameter: FactParameter = {
  name: 'days',
  label: 'Days',
  type: 'days',
  least: 1,
  most: 365,
  usual: 28,
};

/** Features that people use, by name; two of one name are told apart by what the company calls them. */
export function featureWords(db: ReadDb): FactWord[] {
  const rows = db
    .prepared<[], { id: number; name: string; externalId: string; alike: number }>(
      `select feature_id as id, name, external_id as externalId, count(*) over (partition by name collate nocase) as alike
         from features where is_machine is not 1 order by name collate nocase, feature_id`,
    )
    .all();
  return rows.map(({ id, name, externalId, alike }) => ({
    value: String(id),
    label: alike === 1 ? name : `${name} (${externalId})`,
  }));
}

/** Entries `from` to `to`, the second not included, are those of the window. */
type Measure = (entries: EntriesOfFeature, from: number, to: number, seen: Seen) => number;

/** In which look each person was met last: who was is not counted again in it. */
interface Seen {
  readonly inLook: Int32Array;
  looks: number;
}

function eventsIn({ events }: EntriesOfFeature, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += events[at] as number;
  return sum;
}

/** NaN where more than a few of the uses are of nobody in particular. */
function peopleIn({ people, events }: EntriesOfFeature, from: number, to: number, seen: Seen): number {
  let [different, nameless, all] = [0, 0, 0];
  seen.looks += 1;
  for (let at = from; at < to; at++) {
    const person = people[at] as number;
    all += events[at] as number;
    if (person < 0) nameless += events[at] as number;
    else if (seen.inLook[person] !== seen.looks) {
      seen.inLook[person] = seen.looks;
      different += 1;
    }
  }
  return isFew(nameless, all) ? different : Number.NaN;
}

/** NaN where more than a few of the uses come as counts of a week. */
function daysIn({ days, periods, events }: EntriesOfFeature, from: number, to: number): number {
  let [used, last, weekly, all] = [0, Number.NaN, 0, 0];
  for (let at = from; at < to; at++) {
    all += events[at] as number;
    if (periods[at] !== 1) weekly += events[at] as number;
    else if (days[at] !== last) {
      last = days[at] as number;
      used += 1;
    }
  }
  return isFew(weekly, all) ? used : Number.NaN;
}

function pastOf(measure: Measure): AccountFact['past'] {
  return {
    of: [],
    ahead: entriesAhead,
    read(reading, params, day) {
      const entries = reading.once('features', () => toEnd(readingOf(reading)));
      return measured(entries, measure, params, { day, rows: reading.rows });
    },
  };
}

function* entriesAhead(reading: PastReading): Generator<number, void> {
  const entries = yield* readingOf(reading);
  reading.once('features', () => entries);
}

/** All features that will be asked for are read at once. */
function readingOf(reading: PastReading): Generator<number, FeatureEntries> {
  const features = new Set(
    reading.uses.flatMap(({ params }) =>
      params['feature'] === undefined ? [] : [Number(params['feature'])],
    ),
  );
  return readFeatureEntries(reading, features);
}

function measured(
  entries: FeatureEntries,
  measure: Measure,
  params: FactParams,
  { day, rows }: { readonly day: number; readonly rows: number },
): Float64Array {
  const window = { feature: Number(params['feature']), days: Number(params['days']), day };
  const ofFeature = entries.byFeature.get(window.feature);
  const figures = new Float64Array(rows).fill(Number.NaN);
  if (ofFeature === undefined) return figures;
  const seen: Seen = { inLook: new Int32Array(ofFeature.personIds.length), looks: 0 };
  for (let place = 0; place < rows; place++) {
    const within = entriesWithin(entries, place, window);
    if (within !== null) figures[place] = measure(ofFeature, ...within, seen);
  }
  return figures;
}

function toEnd<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
