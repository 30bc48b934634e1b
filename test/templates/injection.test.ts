import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { compileLayout } from '../../src-main/templates/layout/compile';
import { prepare } from '../../src-main/templates/render/prepare';
import { renderMessage } from '../../src-main/templates/render/render-message';
import { messageOf, render, wrapped } from './support/render-template';

const hostile = [
  '<img src=x onerror=alert(1)>',
  '"></a><script>alert(1)</script>',
  "'><svg/onload=alert(1)>",
  '{{7*7}}',
  '{{ account.name }}',
  '{% include "/etc/passwd" %}',
  '<mj-include path="/etc/passwd"/>',
  '<mj-raw><script>1</script></mj-raw>',
  '</style><script>alert(1)</script>',
  '<!-- --><script>',
  '&lt;b&gt; &amp; &#60;',
  '`1`',
  'lqz0z',
  '\u202egnp.exe',
  '\ud800',
  'a\u0000b',
];

test.each(hostile)('a value %j is text in the mail, its text part and its subject', async (value) => {
  const said = value.replace(/[\u202e]/g, '').toWellFormed();
  const rendered = await render(
    {
      subject: '{{ account.name }}',
      mjml: wrapped(
        '<mj-text>[{{ account.name }}]<a href="https://a.b" title="{{ account.name }}">x</a></mj-text>',
      ),
    },
    { 'account.name': value },
  );
  if (/\p{Cc}/u.test(value)) {
    expect(rendered).toMatchObject({ kind: 'refused', words: expect.stringContaining('subject') });
    return;
  }
  const { html, text, subject } = messageOf(rendered);
  expect(subject).toBe(said);
  expect(textOf(html)).toContain(`[${said}]`);
  expect(text).toContain(`[${said}]`);
  expect(elementsOf(html)).toEqual(elementsOf(messageOf(await plain()).html));
});

test('any text as a value comes out as text, and adds neither an element nor an attribute', async () => {
  const compiled = await compileLayout({
    mjml: wrapped(
      '<mj-text>[{{ account.name }}]</mj-text><mj-image src="https://a.b/c.png" alt="{{ account.name }}" />',
    ),
    preheader: '{{ account.name }}',
    language: 'en',
  });
  const prepared = prepare({ subject: 'Hello', preheader: '', html: compiled.html ?? '', language: 'en' });
  const shape = elementsOf(messageOf(renderMessage(prepared, { 'account.name': 'x' }, 'UTC')).html);
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...hostile)),
      (value) => {
        const rendered = renderMessage(prepared, { 'account.name': value }, 'UTC');
        if (rendered.kind === 'refused') {
          expect(rendered.missing).toEqual(['account.name']);
          return;
        }
        expect(elementsOf(rendered.html)).toEqual(shape);
        expect(squeezed(textOf(rendered.html))).toContain(squeezed(`[${shown(value)}]`));
      },
    ),
    { numRuns: Number(process.env['STEWARD_RUNS'] ?? 300) },
  );
});

describe('a template that would read, run, fetch or leave is not compiled:', () => {
  test.each([
    ['a file', '<mj-include path="/etc/passwd" />', 'reads files'],
    ['a file under another case', '<MJ-Include path="/etc/passwd" />', 'reads files'],
    [
      'a file by a path that is encoded twice',
      '<mj-include path="%252e%252e%252fetc%252fpasswd" />',
      'reads files',
    ],
    [
      'a file inside a section',
      '<mj-section><mj-include path="file:///etc/passwd" type="html" /></mj-section>',
      'reads files',
    ],
    ['markup past the layout', '<mj-raw><b>x</b></mj-raw>', 'mj-raw'],
    ['a font of another server', '<mj-font name="A" href="https://a.b/c.css" />', '<mj-font>'],
    ['a script', column('<mj-text><script>alert(1)</script></mj-text>'), '<script>'],
    ['a script in capitals', column('<mj-text><SCRIPT>alert(1)</SCRIPT></mj-text>'), '<script>'],
    ['a frame', column('<mj-text><iframe src="https://a.b"></iframe></mj-text>'), '<iframe>'],
    ['a form', column('<mj-text><form action="https://a.b"></form></mj-text>'), '<form>'],
    ['something that runs', column('<mj-text><b onclick="x()">x</b></mj-text>'), 'onclick'],
    ['a link that runs', column('<mj-text><a href="javascript:alert(1)">x</a></mj-text>'), 'no address'],
    [
      'a link that runs, broken in two',
      column('<mj-text><a href="java&#10;script:alert(1)">x</a></mj-text>'),
      'no address',
    ],
    ['a button that runs', column('<mj-button href="javascript:alert(1)">x</mj-button>'), 'no address'],
    ['an image of data', column('<mj-image src="data:image/png;base64,AA" alt="x" />'), 'no address'],
    [
      'a style that fetches',
      column('<mj-text><p style="background:url(https://a.b)">x</p></mj-text>'),
      'style',
    ],
    [
      'a style that fetches, by an escape',
      column('<mj-text><p style="background:\\75rl(https://a.b)">x</p></mj-text>'),
      'style',
    ],
    [
      'a font’s name that fetches',
      column('<mj-text font-family="a;background:url(https://a.b)">x</mj-text>'),
      'font-family',
    ],
    ['a class that fetches', '<mj-style>.a{background:url(https://a.b)}</mj-style>', 'style'],
    ['a stylesheet', '<mj-style>@import "https://a.b/c.css";</mj-style>', 'style'],
    ['CDATA', column('<mj-text><![CDATA[<script>1</script>]]></mj-text>'), 'CDATA'],
    [
      'a value in a style',
      column('<mj-text><p style="color:{{ account.name }}">x</p></mj-text>'),
      'where no value may',
    ],
    [
      'a value that is a link',
      column('<mj-text><a href="{{ account.name }}">x</a></mj-text>'),
      'begins a link',
    ],
    [
      'a value within a link',
      column('<mj-text><a href="https://a.b/?q={{ account.name }}">x</a></mj-text>'),
      'within a link',
    ],
    [
      'a link that runs, behind a condition',
      column('<mj-text><a href="{% if account.segment %}javascript:alert(1){% endif %}">x</a></mj-text>'),
      'link',
    ],
    [
      'a value as an attribute',
      column('<mj-text><b {{ account.name }}="x">x</b></mj-text>'),
      'in the name of an attribute',
    ],
    [
      'a condition across two elements',
      column('<mj-text><p>{% if account.segment %}x</p><p>{% endif %}</p></mj-text>'),
      'another element',
    ],
    [
      'a condition around an attribute’s end',
      column('<mj-text><a href="https://a.b" title="{% if account.segment %}">x</a>{% endif %}</mj-text>'),
      'another element',
    ],
    ['a value where layouts drop it', '<mj-section>{{ account.name }}</mj-section>', 'drops it'],
    ['a quote that hides an end', column('<mj-text>{{ "}}<b>{{ account.name }}" }}</mj-text>'), 'quote'],
    [
      'markup that seems to be of an output',
      column(
        '<mj-text>{% comment %}{{ {% endcomment %}<script>1</script>{% comment %}{{ account.name }}{% endcomment %}</mj-text>',
      ),
      'brackets',
    ],
    ['an output that is open', column('<mj-text>{% comment %}{{ x {% endcomment %}</mj-text>'), 'rackets'],
    [
      'a value in an attribute without quotes',
      column('<mj-text><b title={{ account.name }}>x</b></mj-text>'),
      'quotes',
    ],
    ['a link without quotes', column('<mj-text><a href={{ company.website }}>x</a></mj-text>'), 'quotes'],
    [
      'a style that fetches, by an entity',
      column('<mj-text><p style="background:url&lpar;https://a.b)">x</p></mj-text>'),
      'style',
    ],
    [
      'a style that fetches by another word',
      '<mj-style>.a{background:image-set("https://a.b/c.png" 1x)}</mj-style>',
      'style',
    ],
    ['a class that ends its quotes', column(`<mj-text css-class='x" onclick="y'>x</mj-text>`), 'onclick'],
    [
      'a word that ends its quotes',
      column(`<mj-image src="https://a.b/c.png" alt='x" onerror="y' />`),
      'onerror',
    ],
    ['a note that is open', `${column('<mj-text>x</mj-text>')}<!-- `, 'not closed'],
    ['words that stand for values', column('<mj-text>lqz0z</mj-text>'), 'lqz1z'],
  ])('%s', async (_words, body, words) => {
    const mjml = /^<mj-(style|font)/.test(body)
      ? `<mjml><mj-head>${body}</mj-head><mj-body></mj-body></mjml>`
      : `<mjml><mj-body>${body}</mj-body></mjml>`;
    const { problems } = await compileLayout({ mjml, preheader: '', language: 'en' });
    const errors = problems.filter(({ weight }) => weight === 'error').map((problem) => problem.words);
    expect(errors.join(' ')).toContain(words);
    expect(problems.map((problem) => problem.words).join(' ')).not.toContain('root:');
  });
});

describe('a compiled template that somebody wrote past the layout is refused at render:', () => {
  test.each([
    ['a script', '<p>x</p><script>alert(1)</script>'],
    ['a value in a script', '<script>var a = "{{ account.name }}"</script>'],
    ['something that runs', '<p onclick="x()">x</p>'],
    ['a link that runs', '<a href="javascript:alert(1)">x</a>'],
    ['a link that runs, without quotes', '<a href=javascript:alert(1)>x</a>'],
    ['a value that begins a link', '<a href="{{ account.name }}">x</a>'],
    ['a value in a style', '<p style="color:{{ account.name }}">x</p>'],
    [
      'markup that seems to be of an output',
      '{% comment %}{{ {% endcomment %}<script>1</script>{% comment %}{{ account.name }}{% endcomment %}',
    ],
    ['a value in an attribute without quotes', '<b title={{ account.name }}>x</b>'],
    ['a value before a quote that is none', '<b title={{ account.name }}">x</b>'],
    ['a value in an element of XML', '<svg><title>{{ account.name }}</title></svg>'],
    ['a value in a declaration', '<!x {{ account.name }}>'],
    ['a value in an instruction', '<?x {{ account.name }}>'],
    ['names by brackets', '{{ account["name"] }}'],
    ['names by values', '{{ account[contact.name] }}'],
    ['a script that seems to be CDATA', '<![CDATA[><script>alert(1)</script>]]>'],
    ['a script that seems to be a note', '<!--><script>alert(1)</script>-->'],
    ['another', '<!--->a<script>alert(1)</script>-->'],
    ['one behind a note that ends otherwise', '<!-- --!><script>alert(1)</script>-->'],
    ['a script that seems to be a declaration', '<!x "><script>alert(1)</script>">'],
    ['a value in a note', '<!-- {{ account.name }} -->'],
    ['a page that leads away', '<meta http-equiv="refresh" content="0;url=https://a.b">'],
    ['a page of another base', '<base href="https://a.b/">'],
    ['a loop', '{% for i in (1..1000000000) %}x{% endfor %}'],
    ['a doubling', '{% assign a = "x" %}{% assign a = a | append: a %}{{ a }}'],
    ['a file', '{% include "/etc/passwd" %}'],
    ['another file', '{% render "/etc/passwd" %}'],
    ['a layout', '{% layout "/etc/passwd" %}'],
    ['a value as it is', '{{ account.name | raw }}'],
    ['a value as data', '{{ account | json }}'],
    ['what every object has', '{{ account.constructor }}'],
    ['its prototype', '{{ account.__proto__.polluted }}'],
    ['an unknown name', '{{ account.password }}'],
    ['two million characters', 'x'.repeat(2_000_000)],
  ])('%s', (_words, html) => {
    expect(() => prepare({ subject: 'x', preheader: '', html, language: 'en' })).toThrow(
      expect.objectContaining({ name: 'Refusal' }),
    );
  });
});

test.each([
  ['a line break', 'a\r\nBcc: x@y.z'],
  ['the next line of old terminals', 'a\u0085b'],
  ['a line separator', 'a\u2028b'],
  ['a NUL', 'a\u0000b'],
  ['DEL', 'a\u007fb'],
])('a subject takes no %s', async (_words, value) => {
  const rendered = await render({ subject: 'About {{ account.name }}' }, { 'account.name': value });
  expect(rendered).toMatchObject({ kind: 'refused', words: expect.stringContaining('line break') });
});

test.each([
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  '//a.b',
])('a link variable %j is missing, and a text as a link refuses', async (value) => {
  const asLink = await render(
    { mjml: wrapped('<mj-button href="{{ company.website }}">x</mj-button>') },
    { 'company.website': value },
  );
  expect(asLink).toMatchObject({ kind: 'refused', missing: ['company.website'] });
  const asText = await render(
    { mjml: wrapped('<mj-button href="{{ account.name | url }}">x</mj-button>') },
    { 'account.name': value },
  );
  expect(asText).toMatchObject({ kind: 'refused', words: expect.stringContaining('http') });
});

function column(body: string): string {
  return `<mj-section><mj-column>${body}</mj-column></mj-section>`;
}

function plain() {
  return render(
    {
      subject: '{{ account.name }}',
      mjml: wrapped(
        '<mj-text>[{{ account.name }}]<a href="https://a.b" title="{{ account.name }}">x</a></mj-text>',
      ),
    },
    { 'account.name': 'x' },
  );
}

/** What a browser shows: control characters have no place in HTML. */
function shown(value: string): string {
  return value
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}/gu, ' ');
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function textOf(html: string): string {
  let text = '';
  const parser = new Parser({ ontext: (part) => (text += part) });
  parser.end(html);
  return text;
}

function elementsOf(html: string): string[] {
  const elements: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => elements.push(`${name} ${Object.keys(attributes)}`),
  });
  parser.end(html);
  return elements;
}
