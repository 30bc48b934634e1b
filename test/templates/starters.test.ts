import { describe, expect, test } from 'vitest';
import { compileLayout } from '../../src-main/templates/layout/compile';
import { lint } from '../../src-main/templates/lint/lint';
import { prepare } from '../../src-main/templates/render/prepare';
import { renderMessage } from '../../src-main/templates/render/render-message';
import { starters } from '../../src-main/templates/starters/starters';
import { messageOf } from './support/render-template';
import { fullValues, littleValues } from './support/values';

describe.each(starters.map((starter) => [starter.key, starter] as const))(
  'the starter %s',
  (_key, starter) => {
    const source = { ...starter, language: 'en', isTransactional: false };

    test('has nothing that is wrong with it', async () => {
      const { html, problems } = await compileLayout(source);
      expect([...problems, ...lint(source, html)]).toEqual([]);
    });

    test.each([
      ['much', fullValues],
      ['little', littleValues],
    ])('is a whole message for a contact of whom %s is known', async (_words, values) => {
      const { html } = await compileLayout(source);
      const prepared = prepare({ ...source, html: html ?? '' });
      const message = messageOf(renderMessage(prepared, values, 'America/Los_Angeles'));
      for (const part of [message.subject, message.preheader, message.html, message.text]) {
        expect(part).not.toMatch(/undefined|null|NaN|\{\{|\{%|lqz|\[object/);
        expect(part).not.toMatch(/\s[,.!?](\s|$)|,\s*,|Hi\s*,/);
      }
      expect(message.text.match(/https:\/\/mail\.acme\.example\/u\/1/g)).toHaveLength(1);
      expect(message.text).toContain('1 Harbour Street, Dublin');
      expect(`${message.subject}\n${message.preheader}\n\n${message.text}\n`).toMatchSnapshot();
    });
  },
);

test('what layouts compile to stays as it is from one version of the compiler to the next', async () => {
  const [first] = starters;
  const { html } = await compileLayout({ mjml: first?.mjml ?? '', preheader: 'x', language: 'en' });
  expect(html).toMatchSnapshot();
});
