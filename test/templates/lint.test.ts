import { describe, expect, test } from 'vitest';
import { compileLayout } from '../../src-main/templates/layout/compile';
import { lint } from '../../src-main/templates/lint/lint';
import { wrapped } from './support/render-template';

const duties =
  '<mj-text>A text that is long enough to be one.\n{{ company.name }}, {{ company.postal_address }} <a href="{{ unsubscribe.url }}">Unsubscribe</a></mj-text>';

async function problemsOf(
  body: string,
  more: { subject?: string; preheader?: string; isTransactional?: boolean } = {},
): Promise<string[]> {
  const source = {
    ...{ subject: 'A subject', preheader: '', language: 'en', isTransactional: false },
    ...more,
    mjml: wrapped(body),
  };
  const { html, problems } = await compileLayout(source);
  return [...problems, ...lint(source, html)].map(
    ({ weight, field, line, words }) => `${weight} ${field} ${line}: ${words}`,
  );
}

test('of a template that has all that it must have nothing is said', async () => {
  expect(await problemsOf(duties)).toEqual([]);
});

describe('what every message has to have is asked for,', () => {
  test.each([
    ['a link to unsubscribe', duties.replace('<a href="{{ unsubscribe.url }}">Unsubscribe</a>', '')],
    ['one that is a link and not its words alone', duties.replace(/<a href.*<\/a>/, '{{ unsubscribe.url }}')],
  ])('%s', async (_words, body) => {
    expect(await problemsOf(body)).toEqual([
      expect.stringMatching(/^error mjml null: There is no link to unsub/),
    ]);
    expect(await problemsOf(body, { isTransactional: true })).toEqual([]);
  });

  test('an address and a name', async () => {
    const body = duties.replace('{{ company.name }}, {{ company.postal_address }}', '');
    expect(await problemsOf(body)).toEqual([
      expect.stringContaining('error mjml null: The postal address is missing'),
      expect.stringContaining('error mjml null: Nothing says who writes'),
    ]);
  });

  test('a text', async () => {
    const body = '<mj-image src="https://a.b/c.png" alt="x" /><mj-text>{{ account.name }}</mj-text>';
    expect(await problemsOf(body, { isTransactional: true })).toEqual([
      expect.stringContaining('error mjml null: There is next to no text'),
    ]);
  });

  test('a subject', async () => {
    expect(await problemsOf(duties, { subject: ' ' })).toContain('error subject 1: There is no subject.');
  });
});

describe('a name', () => {
  test('that is not known is told with its line', async () => {
    expect(await problemsOf(`${duties}\n<mj-text>{{ contact.firstname }}</mj-text>`)).toEqual([
      'error mjml 3: contact.firstname is no variable.',
    ]);
    expect(await problemsOf(duties, { subject: '{{ name }}' })).toEqual([
      'error subject 1: name is no variable.',
    ]);
  });

  test.each([
    '{{ contact.title }}',
    '{{ contact.title | upcase | default: "x" }}',
    '{% if account.segment %}{{ contact.title }}{% endif %}',
    '{% if contact.title or account.segment %}{{ contact.title }}{% endif %}',
    '{% if contact.title == blank %}{{ contact.title }}{% endif %}',
    '{% if contact.title != "COO" %}{{ contact.title }}{% endif %}',
    '{% if contact.title %}x{% else %}{{ contact.title }}{% endif %}',
    '{% unless contact.title %}{{ contact.title }}{% endunless %}',
    '{{ account.segment | default: contact.title }}',
  ])('that may be missing is told of in %s', async (text) => {
    expect(await problemsOf(`${duties}<mj-text>${text}</mj-text>`)).toEqual([
      expect.stringMatching(/^warning mjml 2: contact.title may be missing/),
    ]);
  });

  test.each([
    '{{ contact.title | default: "x" }}',
    '{% if contact.title %}{{ contact.title | upcase }}{% endif %}',
    '{% if contact.title and account.segment %}{{ contact.title }} {{ account.segment }}{% endif %}',
    '{% if contact.title == "COO" %}{{ contact.title }}{% endif %}',
    '{% unless contact.title %}x{% else %}{{ contact.title }}{% endunless %}',
    '{% case contact.title %}{% when "COO" %}{{ contact.title }}{% endcase %}',
    '{{ account.name }}',
  ])('is not in %s', async (text) => {
    expect(await problemsOf(`${duties}<mj-text>${text}</mj-text>`)).toEqual([]);
  });
});

test.each([
  ['90 kB', 95_000, /^warning mjml null: The mail has 1?\d\d kB/],
  ['102 kB', 110_000, /^error mjml null: The mail has 1\d\d kB: Gmail/],
])('a mail of %s is told', async (_words, letters, told) => {
  const paragraphs = '<mj-text>word </mj-text>'.replace('word ', 'word '.repeat((letters - 6_000) / 5));
  const source = {
    subject: 'x',
    preheader: '',
    language: 'en',
    isTransactional: true,
    mjml: wrapped(paragraphs),
  };
  const html = `<p>${'word '.repeat(letters / 5)}</p>`;
  expect(
    lint(source, html).map(({ weight, field, line, words }) => `${weight} ${field} ${line}: ${words}`),
  ).toEqual([expect.stringMatching(told)]);
});

test.each([
  ['<a href="https://bit.ly/x">x</a>', 'bit.ly hides where the link leads'],
  ['<a href="https://www.tinyurl.com/x">x</a>', 'hides where'],
  ['<a href="http://acme.example/">x</a>', 'isn’t encrypted'],
  ['<a href="https://192.168.0.1/">x</a>', 'is a number and no name'],
  ['<a href="https://аcme.example/">x</a>', 'other letters than it seems'],
  ['<a href="https://evil.example/">www.acme.example</a>', 'says www.acme.example and leads to evil.example'],
  ['<img src="https://a.b/c.png" />', 'has no alt text'],
])('%s is advised against', async (markup, words) => {
  expect(await problemsOf(`${duties}<mj-text>${markup}</mj-text>`)).toEqual([
    expect.stringMatching(new RegExp(`^warning mjml 2: .*${words}`)),
  ]);
});

test.each([
  ['x'.repeat(71), 'is long'],
  ['ACT NOW', 'looks like advertising'],
  ['Get it for free', '“free”'],
  ['RENEWAL OF YOURS', 'Capitals alone'],
  ['Hello!!', 'exclamation'],
  ['Re: your renewal', 'looks like an answer'],
])('a subject %j is advised against', async (subject, words) => {
  expect((await problemsOf(duties, { subject })).join()).toMatch(new RegExp(`warning subject 1: .*${words}`));
});

test('a subject of two lines is an error', async () => {
  expect(await problemsOf(duties, { subject: 'a\nb' })).toEqual([
    expect.stringContaining('error subject 1: The subject holds a line break'),
  ]);
});

test.each([
  ['{% for a in b %}{% endfor %}', /^error mjml 2?: ?.*\{% for %\} is not known|for %\} is not known/],
  ['{{ account.name | raw }}', /filter raw is not known/],
  ['{% if account.name %}x', /not closed/],
])('Liquid %s says what is wrong', async (text, words) => {
  expect((await problemsOf(`${duties}<mj-text>${text}</mj-text>`)).join()).toMatch(words);
});

describe('a part of the layout', () => {
  test.each([
    ['a text', '<mj-text>A text. <mj-button href="https://acme.example">Go</mj-button></mj-text>'],
    ['a paragraph', '<mj-text><p>A text. <mj-divider /></p></mj-text>'],
    ['a button', '<mj-button href="https://acme.example">Go <mj-spacer /></mj-button>'],
  ])('within %s is told, for nobody would see it', async (_within, body) => {
    const found = await problemsOf(duties + body);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^error mjml \d+: <mj-\w+> within a text is seen by nobody/);
  });

  test('behind a text is a part of the mail', async () => {
    expect(await problemsOf(`${duties}<mj-button href="https://acme.example">Go</mj-button>`)).toEqual([]);
  });
});

test.each(['Bare words', 'Bare &amp; &lt; words', 'Hi {{ account.name }}'])(
  'words outside a text are told once, for nobody would see them: %s',
  async (words) => {
    const found = await problemsOf(`${words}${duties}`);
    expect(found.filter((problem) => /Words outside a text/.test(problem))).toHaveLength(1);
  },
);
