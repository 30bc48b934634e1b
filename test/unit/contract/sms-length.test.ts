import { describe, expect, test } from 'vitest';
import { smsLength } from '../../../src-preload/contract/sms-length';

describe('a text as SMS', () => {
  test.each([
    ['', 1, 'GSM-7', 0],
    ['a'.repeat(160), 1, 'GSM-7', 160],
    ['a'.repeat(161), 2, 'GSM-7', 161],
    ['a'.repeat(306), 2, 'GSM-7', 306],
    ['a'.repeat(307), 3, 'GSM-7', 307],
    ['€'.repeat(80), 1, 'GSM-7', 160],
    ['à ä ñ Ω £\n', 1, 'GSM-7', 10],
    ['é'.repeat(159), 1, 'GSM-7', 159],
    ['ж'.repeat(70), 1, 'UCS-2', 70],
    ['ж'.repeat(71), 2, 'UCS-2', 71],
    ['😀'.repeat(35), 1, 'UCS-2', 70],
    ['’', 1, 'UCS-2', 1],
  ])('%j takes %i of %s', (text, segments, encoding, units) => {
    expect(smsLength(text)).toEqual({ segments, encoding, units });
  });

  test('parts no character of two units between two segments', () => {
    // 152 letters leave one unit of the first part, and the euro takes two.
    expect(smsLength(`${'a'.repeat(152)}€${'a'.repeat(151)}`).segments).toBe(2);
    expect(smsLength(`${'a'.repeat(152)}€${'a'.repeat(152)}`).segments).toBe(3);
    expect(smsLength('😀'.repeat(67)).segments).toBe(3);
  });
});
