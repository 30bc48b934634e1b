import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { badgeAddress, pictureOfFile } from '../../../src-main/lib/badges/badge-picture';
import { cleanPng } from '../../../src-main/lib/badges/clean-png';
import { cleanSvg } from '../../../src-main/lib/badges/clean-svg';

const within = (body: string, head = 'viewBox="0 0 8 8"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${head}>${body}</svg>`;
const shape = '<path d="M0 0h8v8z"/>';

describe('an SVG is taken over as shapes alone:', () => {
  test('what draws it stays, written anew, and its size as proportions', () => {
    const drawn = within(
      `<defs><linearGradient id="a"><stop offset="0" stop-color="#f00"/></linearGradient></defs>
       <g transform="translate(1, 2)"><circle cx="4" cy="4" r="3" style="fill:url(#a);stroke: #123 ;font-size:3"/></g>`,
      'width="16" height="8px" onload="alert(1)" class="x"',
    );
    expect(cleanSvg(drawn)).toEqual({
      svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 8"><defs><linearGradient id="a"><stop offset="0" stop-color="#f00"></stop></linearGradient></defs><g transform="translate(1, 2)"><circle cx="4" cy="4" r="3" fill="url(#a)" stroke="#123"></circle></g></svg>',
      leftOut: [],
    });
  });

  test.each([
    ['a script', `<script>alert(1)</script>`, ['script']],
    ['a script in capitals', `<SCRIPT>alert(1)</SCRIPT>`, ['SCRIPT']],
    [
      'HTML within',
      `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="a()"/></body></foreignObject>`,
      ['foreignObject'],
    ],
    ['a picture from elsewhere', `<image href="https://x.example/a.png"/>`, ['image']],
    ['a style sheet', `<style>@import url(https://x.example/a.css)</style>`, ['style']],
    [
      'what moves',
      `<animate attributeName="href" to="javascript:a()"/><set attributeName="onload" to="a()"/>`,
      ['animate', 'set'],
    ],
    ['a link', `<a href="javascript:alert(1)">${shape}</a>`, ['a']],
    ['what is drawn again and again', `<g id="b">${shape}</g><use href="#b"/>`, ['use']],
    ['text', `<text>hi</text>`, ['text']],
    ['a filter', `<filter><feImage href="https://x.example"/></filter>`, ['filter']],
  ])('%s is left out, and named', (_what, body, leftOut) => {
    const clean = cleanSvg(within(`${body}${shape}`));
    expect(clean.leftOut).toEqual(leftOut);
    expect(clean.svg).not.toMatch(/script|javascript|https:|onerror|animate|image|import|<a|text|use/i);
    expect(clean.svg).toContain('<path d="M0 0h8v8z">');
  });

  test.each([
    ['a handler', 'onclick="alert(1)"'],
    ['an address in a colour', 'fill="url(https://x.example/a.svg#b)"'],
    ['an address in a style', `style="fill:url('//x.example/a')"`],
    ['an address hidden by marks', 'fill="&#x75;rl(data:text/html,x)"'],
    ['an expression', 'style="fill:expression(alert(1))"'],
    ['a link', 'xlink:href="https://x.example"'],
    ['a link within, where none belongs', 'href="#a"'],
    ['a quote', `d="M0 0&quot; onload=&quot;alert(1)"`],
    ['a mark', 'd="M0 0&lt;script&gt;"'],
    ['an id that is none', 'id="a b"'],
  ])('%s goes', (_what, attribute) => {
    const { svg } = cleanSvg(within(`<rect ${attribute} width="8"/>`));
    expect(svg).toMatch(/<rect width="8"><\/rect>/);
  });

  test('what is declared or written beside it is not there', () => {
    const drawn = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "<script>a()</script>">]><!-- <script> -->${within(`<![CDATA[<script>]]>&x;${shape}`)}<script/>`;
    expect(cleanSvg(drawn).svg).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"></path></svg>',
    );
  });

  test.each([
    ['no SVG', '<html><svg/></html>'],
    ['no SVG', 'hello'],
    ['shows no shape', within('<g/>')],
    ['says no size', `<svg>${shape}</svg>`],
    ['says no size', within(shape, 'viewBox="0 0 0 8"')],
    ['larger than 64 kB', within(`<path d="${'M0 0'.repeat(20_000)}"/>`)],
    ['too many parts', within(shape.replace('M0 0h8v8z', '').repeat(2_100))],
    ['too many parts', within('<g>'.repeat(60) + shape + '</g>'.repeat(60))],
  ])('one that is or has %s is refused with that', (why, text) => {
    expect(() => cleanSvg(text)).toThrow(why);
  });

  test('whatever comes in, what comes out has nothing but what is known, and comes out the same once more', () => {
    const name = fc.constantFrom(
      'path',
      'g',
      'script',
      'rect',
      'a',
      'style',
      'use',
      'svg',
      'circle',
      'foreignObject',
    );
    const value = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('url(#a)', 'url(//x)', 'javascript:a()', '"><script>', '&quot;', '#fff', 'M0 0'),
    );
    const attribute = fc
      .tuple(
        fc.constantFrom('d', 'fill', 'style', 'href', 'xlink:href', 'onload', 'id', 'class', 'transform'),
        value,
      )
      .map(([one, text]) => `${one}="${text}"`);
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.string({ maxLength: 12 }),
        fc
          .tuple(name, fc.array(attribute, { maxLength: 4 }), fc.array(tie('node'), { maxLength: 3 }))
          .map(([tag, attributes, inner]) => `<${tag} ${attributes.join(' ')}>${inner.join('')}</${tag}>`),
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), (body) => {
        const { svg } = cleanSvg(within(`${shape}${body.join('')}`));
        expect(cleanSvg(svg)).toEqual({ svg, leftOut: [] });
        const tags = new Set<string>();
        const attributes: string[] = [];
        new Parser({
          onopentag(tag, own) {
            tags.add(tag);
            attributes.push(...Object.keys(own));
            expect(Object.values(own).join(' ')).not.toMatch(
              /javascript:|\/\/(?!www\.w3\.org\/2000\/svg)|[<>"&]/,
            );
          },
        }).end(svg);
        expect([...tags].filter((tag) => !['svg', 'path', 'g', 'rect', 'circle'].includes(tag))).toEqual([]);
        expect(attributes.filter((one) => /^on|style|class/.test(one))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

const chunk = (name: string, data: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)]);
};
function png(width = 2, height = 2, between: Buffer[] = []): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.alloc(height * (width + 1)));
  return Buffer.concat([
    ...[signature, chunk('IHDR', head), ...between, chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))],
  ]);
}

describe('a PNG', () => {
  test('keeps what draws it, and neither texts nor where it was taken', () => {
    const told = [chunk('tEXt', Buffer.from('Author\0Ada')), chunk('eXIf', Buffer.from('where'))];
    expect(cleanPng(png(2, 2, told))).toEqual(png());
    expect(cleanPng(Buffer.concat([png(), Buffer.from('<script>')]))).toEqual(png());
  });

  test.each([
    ['cut off', png().subarray(0, 40)],
    ['2000 by 2 pixels', png(2000, 2)],
    ['0 by 2 pixels', png(0, 2)],
    ['no PNG', Buffer.concat([png().subarray(0, 8), png().subarray(33)])],
    ['larger than 64 kB', Buffer.concat([png(), Buffer.alloc(70_000)])],
    [
      'cut off',
      Buffer.concat([png().subarray(0, 33), Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0])]),
    ],
  ])('that is %s is refused with that', (why, file) => {
    expect(() => cleanPng(file)).toThrow(why);
  });
});

test('a file is what it begins as, and is shown as a picture that nothing can run in', () => {
  const drawn = pictureOfFile(Buffer.from(within(`<script/>${shape}`)));
  expect(drawn).toMatchObject({ kind: 'svg', leftOut: ['script'] });
  expect(badgeAddress(drawn)).toMatch(/^data:image\/svg\+xml;base64,/);
  const dots = pictureOfFile(png());
  expect(dots).toMatchObject({ kind: 'png', leftOut: [] });
  expect(badgeAddress(dots)).toBe(`data:image/png;base64,${png().toString('base64')}`);
});

test('one that was written past Steward is looked through before it is shown, or not shown', () => {
  const address = badgeAddress({ kind: 'svg', picture: within(`<script>a()</script>${shape}`) }) ?? '';
  expect(Buffer.from(address.split(',')[1] ?? '', 'base64').toString()).not.toContain('script');
  expect(badgeAddress({ kind: 'svg', picture: 'x' })).toBeNull();
  expect(badgeAddress({ kind: 'png', picture: 'x' })).toBeNull();
});
