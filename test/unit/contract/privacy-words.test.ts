import { describe, expect, test } from 'vitest';
import type { ErasureStatus } from '../../../src-preload/contract/privacy';
import { certificateLines, exportLines, planLines } from '../../../src-preload/contract/privacy-words';

const contacts = [
  { account: 'acme', contact: 3 },
  { account: 'zeta', contact: 9 },
];

test('what an erasure would do names each contact and each table, and a table that holds nothing as nothing', () => {
  const lines = planLines({ contacts, removed: { notes: 1, mails: 1200 } });
  expect(lines.slice(0, 5)).toEqual([
    '2 contacts would be erased:',
    '  contact 3 of acme',
    '  contact 9 of zeta',
    'Changed or removed in the company’s database:',
    '  notes: 1 row',
  ]);
  expect(lines[5]).toBe('  mails: 1,200 rows');
  expect(planLines({ contacts: contacts.slice(0, 1), removed: {} })).toContain(
    '  nothing: it holds nothing of them any more',
  );
});

test('what an export holds says where it lies, and that nothing was written where no file was chosen', () => {
  const exported = { path: '/home/ann/bob.json', contacts, rows: { notes: 2 }, mentions: 1, audit: 3 };
  const lines = exportLines(exported);
  expect(lines).toContain('  notes: 2 rows');
  expect(lines).toContain('1 text elsewhere and 3 rows of the audit name them.');
  expect(lines.at(-1)).toMatch(/^All of it stands in \/home\/ann\/bob\.json, /);
  expect(exportLines({ ...exported, path: null }).at(-1)).toMatch(/stands in no file/);
});

describe('a certificate', () => {
  const status: ErasureStatus = {
    ...{ erasure: 4, account: 'acme', contact: 3, by: 'ann', at: '2026-11-01' },
    ...{ company: { notes: 2 }, done: [], waitsFor: [] },
  };

  test('says who was erased by whom, and what went in the company’s database', () => {
    expect(certificateLines([status]).slice(0, 4)).toEqual([
      'Erasure 4: contact 3 of acme, by ann at 2026-11-01',
      '  In the company’s database:',
      '    notes: 2 rows',
      '  On desktops:',
    ]);
    expect(certificateLines([{ ...status, account: null }])[0]).toContain('of an account that is gone');
  });

  test('says of each desktop what it erased, or that it held nothing', () => {
    const done = [
      { login: 'ann', machine: 'laptop', at: '2026-11-02', removed: { notes: 2, pages: 0 } },
      { login: 'ben', machine: null, at: '2026-11-03', removed: null },
      { login: 'cyd', machine: null, at: '2026-11-04', removed: { notes: 0 } },
    ];
    expect(certificateLines([{ ...status, done }]).slice(4)).toEqual([
      '    ann on laptop: erased (notes 2), 2026-11-02',
      '    ben: holds nothing, 2026-11-03',
      '    cyd: erased (it held nothing), 2026-11-04',
    ]);
  });

  test('says whom it waits for', () => {
    const waitsFor = [
      { login: 'ann', machine: 'laptop', lastSeen: '2026-10-01' },
      { login: 'ben', machine: null, lastSeen: '2026-10-02' },
      { login: 'cyd', machine: null, lastSeen: null },
    ];
    expect(certificateLines([{ ...status, waitsFor }]).slice(4)).toEqual([
      '    waits for ann on laptop, last in contact 2026-10-01',
      '    waits for ben, last in contact 2026-10-02',
      '    waits for cyd, whose desktop has not been in contact with a Steward that erases',
    ]);
  });

  test('says that nobody has a copy, only where nobody does', () => {
    expect(certificateLines([status]).at(-1)).toBe('    nobody has a copy');
    const done = [{ login: 'ben', machine: null, at: '2026-11-03', removed: null }];
    expect(certificateLines([{ ...status, done }]).join()).not.toContain('nobody has a copy');
    expect(certificateLines([])).toEqual(['Nobody has been erased.']);
  });
});
