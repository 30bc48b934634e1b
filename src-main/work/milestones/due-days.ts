import type { ReadDb } from '../../store/types';
import { workingDaysOf } from '../ctas/working-days';

/** On which day something is due that is due so many working days after a start, by an account's country. */
export type DueDay = (country: string | null, startedOn: number, days: number) => number;

/** Many accounts begin on the same days. */
export function dueDays(db: ReadDb): DueDay {
  const ofCountry = new Map<string | null, (startedOn: number, days: number) => number>();
  return (country, startedOn, days) => {
    const known = ofCountry.get(country) ?? remembered(workingDaysOf(db, country));
    ofCountry.set(country, known);
    return known(startedOn, days);
  };
}

function remembered(dueDay: ReturnType<typeof workingDaysOf>): ReturnType<typeof workingDaysOf> {
  const known = new Map<number, number>();
  return (startedOn, days) => {
    // A number for both: no milestone is due after so many days.
    const key = startedOn * 100_000 + days;
    const found = known.get(key) ?? dueDay(startedOn, days);
    known.set(key, found);
    return found;
  };
}
