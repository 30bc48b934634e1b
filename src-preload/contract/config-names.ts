/**
 * A desktop's own configurations are numbered from 1, and those that the company has numbered, which come before them,
 * from here: so a score row names the one that made it by one number.
 */
const companyNumbers = 1_000_000;

/** @param version as the company numbers it @returns its number on this desktop */
export function numberOfCompanyVersion(version: number): number {
  return companyNumbers + version;
}

/** @returns the company's number of a version; null for a desktop's own */
export function companyVersionOf(version: number): number | null {
  return version > companyNumbers ? version - companyNumbers : null;
}

/** Inside a sentence, behind `version`. @returns `3`, `2 of the company` */
export function configName(version: number): string {
  const number = companyVersionOf(version);
  return number === null ? String(version) : `${number} of the company`;
}
