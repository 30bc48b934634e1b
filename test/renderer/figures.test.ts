// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { asHtml, asTabs, copiedTable } from '../../src-renderer/ui/figures/copied-table';
import { figureAt, figuresIn } from '../../src-renderer/ui/figures/figure-at';
import { figureWords } from '../../src-renderer/ui/figures/figure-words';

afterEach(() => {
  document.body.innerHTML = '';
});

function show(html: string): void {
  document.body.innerHTML = `<main>${html}</main>`;
}
function at(selector: string): Element {
  const found = document.querySelector(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}
const saidAt = (selector: string) => {
  const figure = figureAt(at(selector));
  return figure && figureWords(figure, 'Nov 30, 2026');
};
const list = `<table><thead><tr><th></th><th>Account</th><th>ARR</th><th>Health</th><th>Renews</th></tr></thead><tbody>
  <tr id="acme" data-account-name="Acme"><td><input type="checkbox"></td><td><a title="Acme">Acme</a></td>
    <td id="arr"><data value="48000.5" title="$48,000.50">$48.0K</data></td>
    <td id="health"><data value="70" title="Middle, 70.0 of 100"><svg></svg>70.0<span class="visually-hidden">Middle</span></data></td>
    <td><time datetime="2026-12-20" title="Dec 20, 2026">in 20 days</time></td></tr>
  <tr id="bolt" data-account-name="=HYPERLINK(1)"><td><input type="checkbox"></td><td>=HYPERLINK(1)</td><td>–</td><td>&lt;b&gt;</td><td>–</td></tr>
</tbody></table>`;

describe('a figure that is copied', () => {
  test('says what it is, of whom, as of when, and exactly where the screen shows it short', () => {
    show(list);
    expect(saidAt('#arr data')).toBe('ARR of Acme: $48,000.50 as of Nov 30, 2026, Steward');
    expect(saidAt('#health')).toBe('Health of Acme: Middle, 70.0 of 100 as of Nov 30, 2026, Steward');
  });

  test('is of the one that the page is about', () => {
    show('<h1 data-subject="Acme">Acme</h1><dl><dt>Seats</dt><dd id="seats">12</dd></dl>');
    expect(saidAt('#seats')).toBe('Seats of Acme: 12 as of Nov 30, 2026, Steward');
  });

  test('of a table names its row, and the one that the page is about', () => {
    show(
      `<h1 data-subject="Acme">Acme</h1><table><thead><tr><th>Plan</th><th>Seats</th></tr></thead>
        <tbody><tr><th scope="row">Pro</th><td id="seats">12</td></tr></tbody></table>`,
    );
    expect(saidAt('#seats')).toBe('Seats of Pro, Acme: 12 as of Nov 30, 2026, Steward');
  });

  test('of a table without a head goes by the name of its row', () => {
    show('<table><tbody><tr><th scope="row">GRR</th><td id="grr">95 %</td></tr></tbody></table>');
    expect(saidAt('#grr')).toBe('GRR: 95 % as of Nov 30, 2026, Steward');
  });

  test('that is a sum says what the page is narrowed to, and what is said of it', () => {
    show(
      `<div data-scope="Owner: Ada"></div><div data-scope="Risk: High"></div><dl><dt>At risk</dt><dd id="sum">2</dd>
        <dd><span title="$156,000 of $540,000 ARR">$156K ARR</span></dd><dt>Silent</dt><dd>1</dd></dl>`,
    );
    expect(saidAt('#sum')).toBe(
      'At risk: 2 ($156,000 of $540,000 ARR) as of Nov 30, 2026 (Owner: Ada; Risk: High), Steward',
    );
  });

  test('of one account leaves out what narrows the list', () => {
    show(`<div data-scope="Owner: Ada"></div>${list}`);
    expect(saidAt('#arr')).toBe('ARR of Acme: $48,000.50 as of Nov 30, 2026, Steward');
  });

  test.each([
    '<p id="here">12</p>',
    '<dl><dt>ARR</dt><dd id="here">–</dd></dl>',
    '<dl><dd id="here">1</dd></dl>',
  ])('is none where no name or no value stands: %s', (html) => {
    show(html);
    expect(figureAt(at('#here'))).toBeNull();
  });

  test('is none outside of a page', () => {
    document.body.innerHTML = '<dl><dt>ARR</dt><dd id="here">1</dd></dl>';
    expect(figureAt(at('#here'))).toBeNull();
  });

  test('says nothing of a day before the first sync', () => {
    show('<dl><dt>Silent</dt><dd id="here">1</dd></dl>');
    const figure = figureAt(at('#here'));
    expect(figure && figureWords(figure, null)).toBe('Silent: 1, Steward');
  });
});

test('all the figures of a page are found in its order', () => {
  show(`<dl><dt>Silent</dt><dd>1</dd></dl>${list}`);
  expect(figuresIn(at('main')).map(({ label, subject }) => [label, subject])).toEqual([
    ['Silent', null],
    ['Account', 'Acme'],
    ['ARR', 'Acme'],
    ['Health', 'Acme'],
    ['Renews', 'Acme'],
    ['Account', '=HYPERLINK(1)'],
    ['Health', '=HYPERLINK(1)'],
  ]);
});

describe('a row that is copied', () => {
  const copied = (selector: string) => {
    const table = copiedTable(at(selector));
    if (table === null) throw new Error('no row');
    return table;
  };

  test('has numbers as numbers, days as days, and no column of nothing but boxes', () => {
    show(list);
    expect(copied('#acme')).toEqual({
      heads: ['Account', 'ARR', 'Health', 'Renews'],
      rows: [['Acme', 48_000.5, 70, '2026-12-20']],
    });
    expect(asTabs(copied('#acme'))).toBe('Account\tARR\tHealth\tRenews\r\nAcme\t48000.5\t70\t2026-12-20');
  });

  test('goes with the others that are chosen, where it is chosen itself', () => {
    show(list);
    for (const box of document.querySelectorAll('input')) box.checked = true;
    expect(copied('#bolt').rows).toHaveLength(2);
    for (const box of at('#bolt').querySelectorAll('input')) box.checked = false;
    expect(copied('#bolt').rows).toHaveLength(1);
  });

  test('holds nothing that a spreadsheet runs or a page takes for its own', () => {
    show(list);
    expect(asTabs(copied('#bolt')).split('\r\n')[1]).toBe("'=HYPERLINK(1)\t–\t<b>\t–");
    const html = asHtml(copied('#bolt'));
    expect(html).toContain(`<td x:str style="mso-number-format:'\\@'">'=HYPERLINK(1)</td>`);
    expect(html).toContain('&lt;b&gt;');
    expect(html).not.toContain('<b>');
  });

  test('keeps a name with tabs and new lines in one cell', () => {
    show('<table><tbody><tr id="row"><td>Acme\t\nand\n\tSons</td><td>1</td></tr></tbody></table>');
    expect(asTabs(copied('#row'))).toBe('Acme and Sons\t1');
  });

  test('of a single column has its head as well', () => {
    show(
      '<table><thead><tr><th>Account</th></tr></thead><tbody><tr id="row"><td>Acme</td></tr></tbody></table>',
    );
    expect(asTabs(copied('#row'))).toBe('Account\r\nAcme');
    expect(asHtml(copied('#row'))).toContain('<thead><tr><th>Account</th></tr></thead>');
  });

  test('is none of the head', () => {
    show(list);
    expect(copiedTable(at('thead tr'))).toBeNull();
  });
});
