/**
 * A phone number as it is dialed from anywhere (E.164): +, its country and its number. As customer_success.phone_number reads it.
 * @returns null: its country isn't said, or it is no number
 */
export function phoneNumber(written: string): string | null {
  const digits = written
    .replaceAll('(0)', '')
    .replaceAll(/[ \t\u00a0\u2007\u2009\u202f\u2010\u2011\u2013()./-]/gu, '')
    .replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : null;
}
