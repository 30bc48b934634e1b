import { describe, expect, test } from 'vitest';
import { readCron } from '../../../src-main/engines/schedule/cron-text';
import { cronWords } from '../../../src-main/engines/schedule/cron-words';

describe('a cron text is refused in words:', () => {
  test.each([
    ['0 0 30 2 *', /“0 0 30 2 \*” never comes/],
    ['0 0 31 4,6,9,11 *', /never comes/],
    ['0 9 0 * *', /“0” is no day of the month: write 1 to 31/],
    ['61 * * * *', /“61” is no minute: write 0 to 59/],
    ['-5 * * * *', /“-5” is no minute/],
    ['* 24 * * *', /“24” is no hour/],
    ['* 22-6 * * *', /“22-6” is no hour.*from the smaller to the larger/],
    ['*/0 * * * *', /“\*\/0” is no minute/],
    ['*/90 * * * *', /no minute/],
    ['5/15 * * * *', /no minute/],
    ['1,2,,3 * * * *', /no minute/],
    ['0 9 * 13 *', /no month/],
    ['0 9 * * 8', /no day of the week/],
    ['0 9 * * 1#6', /no day of the week/],
    ['0 9 15W * *', /no day of the month/],
    ['0 9 ? * *', /no day of the month/],
    ['0 9 1 * +1', /no day of the week/],
    ['* * * *', /has 4 parts; a cron text has five/],
    ['0 0 9 * * *', /has 6 parts/],
    ['@daily', /has one part/],
    ['', /has one part/],
    ['0 9 * * mo', /no day of the week/],
  ])('%s', (text, words) => {
    expect(() => readCron(text)).toThrow(
      expect.objectContaining({ code: 'invalid_input', message: expect.stringMatching(words) }),
    );
  });
});

describe('a cron text says', () => {
  test.each([
    ['0 10 8-14 * 1', 'at 10:00, on days 8 to 14 and also every Monday'],
    ['0 10 * * 1#2', 'at 10:00, the 2nd Monday of the month'],
    [
      '30 9 * * 1-5',
      'at 09:30, every Monday, every Tuesday, every Wednesday, every Thursday and every Friday',
    ],
    ['0 9 L 2,3 *', 'at 09:00, on the last day of the month in February and March'],
    ['0 9,17 * * *', 'at 09:00 and 17:00, every day'],
    ['*/15 * * * *', 'every 15 minutes from the first past the hour of every hour, every day'],
    ['0 9 * * WED', 'at 09:00, every Wednesday'],
    ['0 9 1,2,5-7 * 5L', 'at 09:00, on days 1, 2 and 5 to 7 and also the last Friday of the month'],
  ])('%s: %s', (text, words) => {
    expect(cronWords(text)).toBe(words);
  });
});
