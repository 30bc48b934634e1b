/**
 * A desktop's own configurations are numbered from 1, and those that the company has numbered, which come before them,
 * from here: so a score row names the one that made it by one number. A number that a restored company has given once
 * more, to another configuration, lies as far again behind.
 */
const companyNumbers = 1_000_000;

/**
 * @param version as the company numbers it @param before how many other configurations had that number on this desktop
 * @returns its number on this desktop
 */
export function numberOfCompanyVersion(version: number, before = 0): number {
  return companyNumbers * (before + 1) + version;
}

/** @returns the company's number of a version; null for a desktop's own */
export function companyVersionOf(version: number): number | null {
  return version > companyNumbers ? version % companyNumbers : null;
}

/** Inside a sentence, behind `version`. @returns `3`, `2 of the company`, `2 of the company, given anew` */
export function configName(version: number): string {
  const number = companyVersionOf(version);
  if (number === null) return String(version);
  return `${number} of the company${version === numberOfCompanyVersion(number) ? '' : ', given anew'}`;
}
