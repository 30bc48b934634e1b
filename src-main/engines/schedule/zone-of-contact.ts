import { isKnownZone } from '../../lib/company-calendar';

/** What is known of where somebody is; null where it isn't. */
export interface Whereabouts {
  /** IANA name. */
  readonly zone: string | null;
  /** ISO 3166: two letters. */
  readonly country: string | null;
}

/** Whose clocks a message keeps to: of several zones, to all of them at once. */
export interface ChosenZones {
  readonly zones: readonly string[];
  readonly of: 'contact' | 'account' | 'company';
  /** Which it is and why, in a sentence. */
  readonly words: string;
}

/** Zones of a country by this machine's own data; none for what is no country. */
export type ZonesOfCountry = (country: string) => readonly string[];

/**
 * Contact before account before company. Of whom only the country is known, a time has to be allowed in every zone of it.
 * @param company the company's own zone
 */
export function zonesOfContact(
  contact: Whereabouts,
  account: Whereabouts,
  company: string,
  zonesOfCountry: ZonesOfCountry,
): ChosenZones {
  return (
    zonesOf('contact', contact, zonesOfCountry) ??
    zonesOf('account', account, zonesOfCountry) ?? {
      zones: [company],
      of: 'company',
      words: `By the company’s clocks (${company}): neither the contact’s zone nor the account’s is known.`,
    }
  );
}

function zonesOf(
  of: 'contact' | 'account',
  { zone, country }: Whereabouts,
  zonesOfCountry: ZonesOfCountry,
): ChosenZones | null {
  if (zone !== null && isKnownZone(zone)) {
    return { zones: [zone], of, words: `By the clocks of the ${of} (${zone}).` };
  }
  const zones = country === null ? [] : zonesOfCountry(country).filter(isKnownZone);
  const [first] = zones;
  if (first === undefined) return null;
  const words =
    zones.length === 1
      ? `By the clocks of the ${of}’s country (${country}: ${first}).`
      : `Of the ${of} only the country is known (${country}): allowed is what is allowed in all its ${zones.length} zones.`;
  return { zones, of, words };
}

/** As this machine's ICU has it. */
export function zonesOfCountry(country: string): readonly string[] {
  if (!/^[a-z]{2}$/i.test(country)) return [];
  const locale: LocaleWithZones = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** Part of ECMA-402 that the typings don't have yet; older runtimes have it as a property. */
interface LocaleWithZones extends Intl.Locale {
  getTimeZones?(): string[] | undefined;
  readonly timeZones?: string[];
}
