import { describe, expect, test } from 'vitest';
import { checkPlain } from '../../src-main/templates/plain/check-plain';
import { prepare } from '../../src-main/templates/render/prepare';
import { renderMessage } from '../../src-main/templates/render/render-message';
import type { TemplateValues } from '../../src-preload/contract/templates/variables';

const written = (mjml: string, subject = 'At risk') =>
  checkPlain({ subject, preheader: '', mjml, language: 'en', isTransactional: false, channel: 'webhook' });
const wordsOf = (mjml: string, subject?: string) => written(mjml, subject).problems.map(({ words }) => words);
const rendered = (text: string, values: TemplateValues) =>
  renderMessage(
    prepare({ subject: 'At risk', preheader: '', html: text, language: 'en', channel: 'webhook' }),
    values,
    'UTC',
  );

describe('a template that is no mail', () => {
  test('needs neither a layout nor a link to unsubscribe', () => {
    expect(written('{{ account.name }} went quiet. <https://acme.example|Open it>')).toEqual({
      html: '{{ account.name }} went quiet. <https://acme.example|Open it>',
      problems: [],
    });
  });

  test('holds no tags: they would be shown as they are', () => {
    expect(written('One\n<b>two</b>')).toMatchObject({
      html: null,
      problems: [{ weight: 'error', line: 2 }],
    });
    expect(wordsOf('a <br/> b')).toEqual(['<br/> would be shown as it is: write plain text.']);
  });

  test('says something, under a title', () => {
    expect(wordsOf('  \n')).toEqual(['It says nothing.']);
    expect(wordsOf('x', ' ')).toEqual(['It has no title.']);
    expect(wordsOf('x'.repeat(20_001))).toEqual(['It has 20001 characters, and at most 20000 go.']);
  });

  test('names no value that only mails have, and none that there isn’t', () => {
    expect(wordsOf('{{ unsubscribe.url }}')).toEqual([
      'unsubscribe.url belongs to mails: here it leads nowhere.',
    ]);
    expect(wordsOf('{{ account.shoe_size }}')).toEqual(['account.shoe_size is no variable.']);
  });

  test('is told as it is written: nothing in it is taken for HTML', () => {
    expect(rendered('{{ account.name }}: <3 & more', { 'account.name': 'A & B <c>' })).toEqual({
      ...{ kind: 'message', subject: 'At risk', preheader: '', html: '' },
      text: 'A & B <c>: <3 & more',
    });
  });

  test('loses the lines of what did not hold', () => {
    const text = 'One\n\n{% if account.owner %}By {{ account.owner }}{% endif %}\n\n\nTwo \n';
    expect(rendered(text, {})).toMatchObject({ text: 'One\n\nTwo' });
  });

  test('is refused where a value is missing, or nothing is left of it', () => {
    expect(rendered('{{ account.owner }}', {})).toMatchObject({
      kind: 'refused',
      missing: ['account.owner'],
    });
    expect(rendered('{% if account.owner %}x{% endif %}', {})).toMatchObject({
      kind: 'refused',
      words: 'the text is empty',
    });
  });
});
