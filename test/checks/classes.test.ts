import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { classProblems } from './support/class-problems';

test('every component has its classes in a module of its own, all of them used', () => {
  expect(classProblems()).toEqual([]);
});

describe('what is wrong with classes is found:', () => {
  const sound = {
    'src-renderer/ui/theme/base.css': '.faint { opacity: 0.5; }',
    'src-renderer/ui/a.module.css':
      '/* .old */ .row:hover :global(.chart) { color: red; } @media print { .name {} }',
    'src-renderer/ui/a.tsx': `import classes from './a.module.css';
      export const a = <p className={classes.row}><b className={\`\${classes.name} faint\`} /></p>;`,
  };
  let checkout = '';
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'classes-'));
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  test.each([
    ['a stylesheet for the whole page', { 'src-renderer/ui/b.css': '' }],
    ['a rule that no component uses', { 'src-renderer/ui/b.module.css': '.left { color: red; }' }],
    [
      'a class that its module lacks',
      { 'src-renderer/ui/b.tsx': `import classes from './a.module.css';\nexport const b = classes.gone;` },
    ],
    [
      'a class that can’t be followed',
      { 'src-renderer/ui/b.tsx': `import classes from './a.module.css';\nexport const b = classes[word];` },
    ],
    ['a class of nowhere', { 'src-renderer/ui/b.tsx': 'export const b = <p className="faint lost" />;' }],
    ['a class of the theme that nothing uses', { 'src-renderer/ui/theme/more.css': '.loud { color: red; }' }],
  ])('%s', (_words, files) => {
    write({ ...sound, ...files });
    expect(classProblems(checkout)).toHaveLength(1);
  });

  test('but nothing where all is in order', () => {
    write(sound);
    expect(classProblems(checkout)).toEqual([]);
  });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(checkout, path)), { recursive: true });
      writeFileSync(join(checkout, path), text);
    }
  }
});
