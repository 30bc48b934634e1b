import { holidaysOf } from '../../engines/schedule/working-hours';
import { type ChosenZones, zonesOfContact, zonesOfCountry } from '../../engines/schedule/zone-of-contact';
import type { ContactClocks } from '../../engines/sequences/contact-clocks';
import { formatDay } from '../../lib/day';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readHolidays } from '../../store/holidays/read-holidays';
import { readWorkedDays } from '../../store/holidays/read-worked-days';
import { readPlace } from '../../store/sequences/read-inside';
import type { ReadDb } from '../../store/types';

export interface ChosenClocks extends ContactClocks {
  /** Which clocks these are and why, in a sentence. */
  readonly words: string;
}

/** By whose clocks the contacts of an account are reached: its own, its country’s, or the company’s. Nothing is known of a contact’s own. */
export function clocksOf(db: ReadDb): (organizationId: number) => ChosenClocks {
  const { zone } = companyCalendar(db);
  const holidays = readHolidays(db).map(({ country, day }) => ({ country, day: formatDay(day) }));
  const weekdays = readWorkedDays(db);
  const known = new Map<string, ChosenClocks>();
  return (organizationId) => {
    const place = readPlace(db, organizationId);
    const key = JSON.stringify([place.zone, place.country]);
    let clocks = known.get(key);
    if (clocks === undefined) {
      const chosen: ChosenZones = zonesOfContact({ zone: null, country: null }, place, zone, zonesOfCountry);
      const country = place.country === null ? [] : [place.country.toUpperCase()];
      clocks = {
        zones: chosen.zones,
        words: chosen.words,
        weekdays,
        holidays: holidaysOf(holidays, country),
      };
      known.set(key, clocks);
    }
    return clocks;
  };
}
