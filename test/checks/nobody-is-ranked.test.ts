import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from './support/source-files';
import { withoutComments } from './support/without-comments';

/** Columns that name somebody of the team, and what figures are made of them per person. */
const perPerson = [
  /\bgroup\s+by\b[^;`]*\b(?:login|author|earlier_author)\b/i,
  /\bpartition\s+by\b[^;`)]*\b(?:login|author|earlier_author)\b/i,
  /\b(?:groupBy|countBy)\([^)]*\b(?:login|author|earlierAuthor)\b/,
];
const ranksOrTimes = ({ text }: SourceFile) => perPerson.some((figure) => figure.test(text));

/** Without comments, which may speak of what is not done. */
function migrations(): SourceFile[] {
  const folder = 'migrations/postgres';
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => ({
      path: `${folder}/${name}`,
      text: readFileSync(`${folder}/${name}`, 'utf8').replaceAll(/--.*$/gm, ''),
    }));
}

test('no query makes a figure of what each person of the team did, to rank or to time them', () => {
  const all = [
    ...sourceFiles(['src-main', 'src-preload', 'src-renderer']).map(withoutComments),
    ...migrations(),
  ];
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter(ranksOrTimes).map(({ path }) => path)).toEqual([]);
});

test.each([
  ['select author, count(*) from notes group by author order by 2 desc', true],
  ['SELECT l.login, avg(l.at - o.made_at)\n  FROM audit_log l\n GROUP BY 1, l.login', true],
  ['select row_number() over (partition by login order by at) from audit_log', true],
  ['db.select().from(notes).groupBy(notes.author)', true],
  ['select author, text from notes order by created_at', false],
  [
    'select organization_id, count(*) from notes group by organization_id; select login from memberships',
    false,
  ],
])('the check knows one by its words: %s', (text, isOne) => {
  expect(ranksOrTimes({ path: 'a.ts', text })).toBe(isOne);
});
