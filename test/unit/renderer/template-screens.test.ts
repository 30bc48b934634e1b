import { describe, expect, test } from 'vitest';
import { contrastWithWhite } from '../../../src-renderer/features/templates/brand/contrast';
import { completionsAt } from '../../../src-renderer/features/templates/editor/completions';
import { problemCounts, problemWords } from '../../../src-renderer/features/templates/template-words';
import {
  changedContentWords,
  changedWords,
} from '../../../src-renderer/features/templates/versions/changed-words';
import { framedMail } from '../../../src-renderer/ui/mail/framed-mail';

describe('a framed mail', () => {
  test('has the policy before anything of its own, whatever it begins with', () => {
    for (const html of ['<!doctype html><html><body>a', '<script>1</script>', '-->', '']) {
      const framed = framedMail(html, 'light');
      expect(
        framed.startsWith('<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"'),
      ).toBe(true);
      expect(framed.endsWith(html)).toBe(true);
    }
  });

  test('is asked for the screen that was chosen, in its styles and nowhere else', () => {
    const html =
      '<style>@media (prefers-color-scheme: dark) { a {} }</style><p>(prefers-color-scheme: dark)</p>';
    const styled = (condition: string) =>
      `<style>@media ${condition} { a {} }</style><p>(prefers-color-scheme: dark)</p>`;
    expect(framedMail(html, 'dark')).toContain(styled('(min-width: 0)'));
    expect(framedMail(html, 'light')).toContain(styled('(max-width: 0)'));
  });
});

describe('what is offered while one writes', () => {
  const offered = (before: string) => completionsAt(before)?.map(({ label }) => label) ?? [];

  test('are values where one begins, filters behind a bar, and tags', () => {
    expect(offered('Hi {{ con')).toContain('contact.first_name');
    expect(offered('{{ account.renewal_on | d')).toContain('day');
    expect(offered('{% ')).toContain('if');
    expect(offered('{% if acc')).toContain('account.name');
  });

  test('is nothing outside, behind an end, and within quotes', () => {
    for (const before of [
      'Hi con',
      '{{ account.name }} con',
      '{% endif %} con',
      '{{ contact.first_name | default: "th',
    ])
      expect(completionsAt(before), before).toBeNull();
    expect(offered('{{ a | default: "x" | d')).toContain('day');
  });
});

describe('what changed', () => {
  const before = {
    name: 'Letter',
    category: 'renewal',
    language: 'en',
    isTransactional: false,
    subject: 'Hello',
    preheader: '',
    mjml: 'a\nb\nc\n',
  };
  test.each([
    [{}, 'nothing'],
    [{ subject: 'Hi' }, 'subject'],
    [{ mjml: 'a\nB\nc\n' }, '1 line of the layout'],
    [{ mjml: 'a\nb\nc\nd\ne\n' }, '2 lines of the layout'],
    [{ mjml: 'c\n' }, '2 lines of the layout'],
    [{ mjml: 'A\nb\nC\n', name: 'Note', subject: 'Hi' }, 'name, subject and 2 lines of the layout'],
  ])('is said of %j', (change, words) => {
    expect(changedWords(before, { ...before, ...change })).toBe(words);
  });
  test('leaves the name aside where what is written is meant alone', () => {
    expect(changedContentWords(before, { ...before, preheader: 'x' })).toBe('preheader');
  });
});

test('what is wrong says where, a line only in the layout', () => {
  const problem = { weight: 'error', field: 'mjml', line: 3, words: 'is wrong' } as const;
  expect(problemWords(problem)).toBe('Layout, line 3: is wrong');
  expect(problemWords({ ...problem, field: 'subject' })).toBe('Subject: is wrong');
  expect(problemCounts([problem, problem, { ...problem, weight: 'warning' }])).toBe('2 errors, 1 warning');
});

test('the contrast of white on a colour is that of WCAG', () => {
  expect(contrastWithWhite('#000000')).toBeCloseTo(21, 5);
  expect(contrastWithWhite('#ffffff')).toBeCloseTo(1, 5);
  expect(contrastWithWhite('#767676')).toBeCloseTo(4.54, 2);
  expect(contrastWithWhite('#777777')).toBeCloseTo(4.48, 2);
});
