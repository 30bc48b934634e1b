import { placesOf, readCron } from './cron-text';
import { clockWords, listWords, ordinal, weekdayNames } from './time-words';

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Times beyond so many are told by their hours and minutes. */
const mostTimes = 6;
const any = 0b111111;
const last = 0b100000;

/**
 * A cron text as a sentence, above all what it does where a day of the month and a day of the week are both named:
 * either is enough. @returns `at 10:00, on days 8 to 14 and also every Monday` @throws StewardError as readCron
 */
export function cronWords(text: string): string {
  const { minutes, fields } = readCron(text);
  const times =
    minutes.length <= mostTimes
      ? `at ${listWords(minutes.map(clockWords))}`
      : manyTimes(fields.hour, fields.minute);
  const months = placesOf(fields.month);
  const inMonths =
    months.length === 12 ? '' : ` in ${listWords(months.map((month) => monthNames[month] ?? ''))}`;
  return `${times}, ${daysWords(fields)}${inMonths}`;
}

function manyTimes(hour: readonly number[], minute: readonly number[]): string {
  const minutes = placesOf(minute);
  const hours = placesOf(hour);
  const past = minutes.length === 60 ? 'every minute' : `${everyOr(minutes, 60, 'minute')} past the hour`;
  return hours.length === 24 ? `${past} of every hour` : `${past}, in the hours ${rangesWords(hours)}`;
}

function everyOr(places: readonly number[], size: number, unit: string): string {
  const step = (places[1] ?? size) - (places[0] ?? 0);
  const isEven =
    places.length > 1 && places[0] === 0 && places.every((place, index) => place === index * step);
  return isEven && size % step === 0 && places.length === size / step
    ? `every ${step} ${unit}s from the first`
    : `at ${unit}${places.length === 1 ? '' : 's'} ${rangesWords(places)}`;
}

type Days = Pick<
  ReturnType<typeof readCron>['fields'],
  'day' | 'dayOfWeek' | 'lastDayOfMonth' | 'starDOM' | 'starDOW'
>;

function daysWords({ day, dayOfWeek, lastDayOfMonth, starDOM, starDOW }: Days): string {
  const dates = placesOf(day).map((place) => place + 1);
  const onDates = [
    ...(dates.length > 0 ? [`${dates.length === 1 ? 'day' : 'days'} ${rangesWords(dates)}`] : []),
    ...(lastDayOfMonth ? ['the last day of the month'] : []),
  ];
  const weekdays = listWords(weekdayWords(dayOfWeek));
  if (starDOM && starDOW) return 'every day';
  if (starDOM) return weekdays;
  if (starDOW) return `on ${listWords(onDates)}`;
  return `on ${listWords(onDates)} and also ${weekdays}`;
}

function weekdayWords(bits: readonly number[]): string[] {
  // Cron begins its week on Sunday, people theirs on Monday.
  return weekdayNames.flatMap((name, index) => {
    const set = bits[(index + 1) % 7] ?? 0;
    if (set === 0) return [];
    if (set === any) return [`every ${name}`];
    const nths = [1, 2, 3, 4, 5].filter((nth) => (set & (1 << (nth - 1))) !== 0).map(ordinal);
    return [`the ${listWords([...nths, ...((set & last) === 0 ? [] : ['last'])])} ${name} of the month`];
  });
}

/** @returns `8 to 14, 20 and 22` */
function rangesWords(places: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const place of places) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] === place - 1) open[1] = place;
    else ranges.push([place, place]);
  }
  return listWords(
    ranges.flatMap(([from, to]) =>
      to - from < 2 && to !== from ? [`${from}`, `${to}`] : from === to ? [`${from}`] : [`${from} to ${to}`],
    ),
  );
}
