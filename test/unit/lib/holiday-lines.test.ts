import { expect, test } from 'vitest';
import { readHolidayLines } from '../../../src-main/lib/holiday-lines';

const christmas = { day: '2026-12-25', name: 'Christmas Day', country: null };

test.each([
  '2026-12-25 Christmas Day',
  '2026-12-25\tChristmas Day',
  '2026-12-25;Christmas Day;',
  ' 2026-12-25 , "Christmas Day" ',
  'day,name,country\n2026-12-25,Christmas Day,',
  '\n\r\n2026-12-25 Christmas Day\r\n',
])('a line is a day and its name, however they are set apart: %j', (text) => {
  expect(readHolidayLines(text)).toEqual({ holidays: [christmas], problems: [] });
});

test('a country stands after the name', () => {
  expect(readHolidayLines('2026-10-03, Unity, de').holidays).toEqual([
    { day: '2026-10-03', name: 'Unity', country: 'DE' },
  ]);
});

test('what can’t be used is told by its line, and the rest is read', () => {
  const { holidays, problems } = readHolidayLines(
    [
      '2026-12-25',
      '2026-02-30 None',
      '25.12.2026 Christmas',
      '2026-01-01,New Year,Germany',
      '2026-12-25 Christmas Day',
      'a,b,c,d',
    ].join('\n'),
  );
  expect(holidays).toEqual([christmas]);
  expect(problems).toEqual([
    { line: 1, words: 'say what day it is' },
    { line: 2, words: '2026-02-30 is no day of the calendar' },
    { line: 3, words: 'write the day as YYYY-MM-DD' },
    { line: 4, words: 'write the country as two capital letters, such as DE' },
    { line: 6, words: 'has more than a day, a name and a country' },
  ]);
});
