let names: Intl.DisplayNames | undefined;

/** A two-letter country code as the reader's word for it; anything else as the company wrote it. */
export function countryName(country: string | null): string | null {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return country;
  names ??= new Intl.DisplayNames('en', { type: 'region' });
  return names.of(country) ?? country;
}
