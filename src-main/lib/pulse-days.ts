/** A manager's pulse counts for so many days, the one it is given on among them. */
export const pulseValidDays = 90;
