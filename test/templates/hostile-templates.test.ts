import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { expect, test } from 'vitest';
import { Refusal } from '../../src-main/templates/liquid/refusal';
import { type Prepared, prepare } from '../../src-main/templates/render/prepare';
import { renderMessage } from '../../src-main/templates/render/render-message';
import { startRenderer } from '../../src-main/templates/render/renderer';

/** Of what templates are made that try to move a value to where it would be more than text. */
const pieces = [
  ...[
    '{{ account.name }}',
    '{{ account.name | url }}',
    '{{ account.name | url_encode }}',
    '{{ company.website }}',
  ],
  ...[
    '{% if account.segment %}',
    '{% unless account.segment %}',
    '{% else %}',
    '{% endif %}',
    '{% endunless %}',
  ],
  ...['{% comment %}', '{% endcomment %}', '{% case account.segment %}', '{% when "a" %}', '{% endcase %}'],
  ...['{{', '}}', '{%', '%}', '{{ "', '" }}', "'", '"', '=', '>', '<', '/', ' '],
  ...[
    '<b>',
    '</b>',
    '<p title="',
    '<p title=',
    '<a href="',
    "<a href='",
    '<a href=',
    '</a>',
    '<b ',
    '<img src="',
  ],
  ...[
    '<!--',
    '-->',
    '--!>',
    '<style>',
    '</style>',
    '<title>',
    '</title>',
    '<script>',
    '</script>',
    '<p style="',
  ],
  ...['javascript:', 'https://a.b/', 'onclick="', 'x', '{{ brand.color }}', '<![CDATA[', ']]>', '<?', '<!'],
];
const template = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 })
  .map((all) => all.join(''));
const values = [
  'x onclick=alert(1)',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '--><img src=x onerror=alert(1)>',
  '</title></style><b>',
  '{{ account.name }}{% if %}',
];

test('however a template is put together, what is rendered of it has the same elements, attributes and no code for any value', () => {
  let rendered = 0;
  fc.assert(
    fc.property(
      template,
      fc.constantFrom(...values),
      fc.constantFrom(null, 'a', 'b'),
      (html, value, segment) => {
        const prepared = preparedOrNull(html);
        if (prepared === null) return;
        const shapes = ['https://plain.example/', value].map((name) => shapeOf(prepared, name, segment));
        if (shapes.some((shape) => shape === null)) return;
        rendered += 1;
        expect(shapes[1]).toEqual(shapes[0]);
        expect(shapes[1]?.filter((part) => /^<script |[ ,]on\w+|^javascript:/i.test(part))).toEqual([]);
      },
    ),
    {
      numRuns: Number(process.env['STEWARD_RUNS'] ?? 20_000),
      seed: Number(process.env['STEWARD_SEED'] ?? 30),
    },
  );
  expect(rendered).toBeGreaterThan(0);
});

test('a template that is deep, or long, is refused or rendered, and the next goes on', async () => {
  const renderer = startRenderer();
  const ask = (html: string) =>
    renderer.render({
      template: { subject: 'x', preheader: '', html, language: 'en' },
      values: { 'account.name': 'ACME' },
      zone: 'UTC',
    });
  const deep = 6_000;
  for (const html of [
    `${'{% if account.name %}'.repeat(deep)}x${'{% endif %}'.repeat(deep)}`,
    `${'<b>'.repeat(deep)}{{ account.name }}`,
    '{{ (1..1000000000) }}',
    `{{ account.name ${'| append: "xxxxxxxxxxxxxxxxxxxx"'.repeat(5_000)} }}`,
    `{{ 1${' | times: 1000000'.repeat(200)} }}`,
    '{{'.repeat(50_000),
    `<p title="${'{% if account.name %}'.repeat(3_000)}`,
  ]) {
    const answer = await ask(html);
    expect(answer.kind === 'message' || answer.words.length > 0).toBe(true);
    expect(await ask('<p>{{ account.name }}</p>')).toMatchObject({ kind: 'message', text: 'ACME' });
  }
  renderer.end();
});

function preparedOrNull(html: string): Prepared | null {
  try {
    return prepare({ subject: 'x', preheader: '', html, language: 'en' });
  } catch (cause) {
    if (cause instanceof Refusal) return null;
    throw cause;
  }
}

/** Elements with their attributes, and where links lead; null where no message is made. */
function shapeOf(prepared: Prepared, name: string, segment: string | null): string[] | null {
  const company = { 'company.website': 'https://c.d/', 'brand.color': '#112233' };
  const message = renderMessage(
    prepared,
    { 'account.name': name, 'account.segment': segment, ...company },
    'UTC',
  );
  if (message.kind === 'refused') return null;
  const shape: string[] = [];
  walk(parse(message.html), shape);
  return shape;
}

type Node = DefaultTreeAdapterMap['node'];

/** As a browser takes it (https://html.spec.whatwg.org/multipage/parsing.html), which is not how templates are looked at. */
function walk(node: Node, shape: string[]): void {
  if ('tagName' in node) {
    shape.push(`<${node.tagName} ${node.attrs.map(({ name }) => name)}>`);
    for (const { name, value } of node.attrs)
      if ((name === 'href' || name === 'src') && /^\s*(?!https?:|mailto:)[a-z]+:/i.test(value))
        shape.push(value);
  }
  if (node.nodeName === '#comment') shape.push('comment');
  if ('childNodes' in node) for (const child of node.childNodes) walk(child, shape);
}
