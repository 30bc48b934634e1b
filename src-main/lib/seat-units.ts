/** What companies call a licensed user where they count them, in small letters; `users` is how Steward writes it. */
export const seatUnits: readonly string[] = [
  ...['users', 'user', 'seats', 'seat', 'licences', 'licence', 'licenses', 'license'],
  ...[
    'licensed users',
    'named users',
    'user licences',
    'user licenses',
    'user seats',
    'per user',
    'per seat',
  ],
];

export function meansLicensedUsers(unit: string | null): boolean {
  return unit !== null && seatUnits.includes(unit.trim().toLowerCase());
}
