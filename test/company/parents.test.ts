import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { FileReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-28T12:00:00Z');
const here = companyForEachTest();

/** @param links `child>parent`, or `child` alone, with an empty cell */
async function load(...links: string[]): Promise<FileReport> {
  const lines = links.map((link) => {
    const [child, parent = ''] = link.split('>');
    return `${child},${child},2025-01-01,${parent}`;
  });
  const from = writeCsvFolder({
    'organizations.csv': csv('organization_id,name,created_at,parent_id', ...lines),
  });
  const [file] = (await createCompany({ url: here.company.url, now, from })).files;
  if (file === undefined) throw new Error('no file was loaded');
  return file;
}

/** `child>parent` of all that have one. */
async function parents(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ link: string }>(
    `SELECT o.external_id || '>' || p.external_id AS link FROM customer_success.organizations o
       JOIN customer_success.organizations p ON p.organization_id = o.parent_id ORDER BY 1`,
  );
  return rows.map(({ link }) => link);
}

test('a parent may stand anywhere in the file, and over several levels', async () => {
  expect(await load('c>b', 'b>a', 'a', 'd>a')).toMatchObject({ added: 4, parents: { circles: [] } });
  expect(await parents()).toEqual(['b>a', 'c>b', 'd>a']);
  expect(await load('c>b', 'b>a', 'a', 'd>a')).toMatchObject({ unchanged: 4 });
  await load('d>b', 'c');
  expect(await parents()).toEqual(['b>a', 'd>b']);
});

test('a parent that is not there is told, and found when it comes, also in a file without the column', async () => {
  const file = await load('b>hq', 'c>hq', 'd>other');
  expect(file).toMatchObject({
    added: 3,
    setAside: 0,
    parents: {
      missing: {
        rows: 3,
        keys: [
          { key: 'hq', rows: 2 },
          { key: 'other', rows: 1 },
        ],
      },
    },
  });
  expect(await parents()).toEqual([]);
  const from = writeCsvFolder({
    'organizations.csv': csv('organization_id,name,created_at', 'hq,HQ,2025-01-01'),
  });
  await createCompany({ url: here.company.url, now, from });
  expect(await parents()).toEqual(['b>hq', 'c>hq']);
  await here.company.admin.query(`DELETE FROM customer_success.organizations WHERE external_id = 'hq'`);
  expect(await parents()).toEqual([]);
});

test('an account that is its own parent is set aside with words', async () => {
  const file = await load('a>a', 'b>a');
  expect(file).toMatchObject({ added: 1, setAside: 1, parents: { missing: { rows: 1 } } });
  expect(file.reasons[0]?.reason).toBe('parent_id is the account itself');
});

test('accounts on a circle have no parent until it is mended, those below them keep theirs', async () => {
  const file = await load('a>b', 'b>c', 'c>a', 'd>a');
  expect(file).toMatchObject({ added: 4, parents: { circles: ['a', 'b', 'c'] } });
  expect(await parents()).toEqual(['d>a']);
  expect(await load('c')).toMatchObject({ parents: { circles: [] } });
  expect(await parents()).toEqual(['a>b', 'b>c', 'd>a']);
});

test('links are the same whatever the order and the number of loads', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const links = fc.tuple(...names.map(() => fc.option(fc.constantFrom(...names, 'gone'), { nil: '' })));
  await fc.assert(
    fc.asyncProperty(
      links,
      fc.shuffledSubarray(names, { minLength: 5 }),
      fc.nat(4),
      async (parentOf, order, cut) => {
        await here.company.admin.query('TRUNCATE customer_success.organizations CASCADE');
        const link = (name: string) => `${name}>${parentOf[names.indexOf(name)] ?? ''}`;
        const given = order.map(link).filter((line) => line !== `${line[0]}>${line[0]}`);
        for (const part of [given.slice(0, cut), given.slice(cut)]) if (part.length > 0) await load(...part);
        const there = new Map(given.map((line) => line.split('>') as [string, string]));
        const isOnCircle = (name: string) => {
          let at = there.get(name);
          for (let steps = 0; at !== undefined && steps < 6; steps += 1) {
            if (at === name) return true;
            at = there.get(at);
          }
          return false;
        };
        const expected = [...there].filter(([child, parent]) => there.has(parent) && !isOnCircle(child));
        expect(await parents()).toEqual(expected.map(([child, parent]) => `${child}>${parent}`).sort());
      },
    ),
    { numRuns: Number(process.env['STEWARD_RUNS'] ?? 8) },
  );
});
