import { describe, expect, test } from 'vitest';
import { hookProblems } from './support/hook-problems';
import { sourceFiles } from './support/source-files';

test('no component writes a ref while it draws, no effect runs after every drawing', () => {
  expect(sourceFiles(['src-renderer']).flatMap(hookProblems)).toEqual([]);
});

const problemsOf = (text: string) => hookProblems({ path: 'src-renderer/ui/a.tsx', text });

describe('found is', () => {
  test.each([
    [
      'a ref written by a component',
      'export function Row() { const r = useRef(0); r.current = 1; return null; }',
    ],
    ['a ref counted by a hook', 'export const useRow = () => { const r = useRef(0); r.current++; };'],
    [
      'a ref written in a branch',
      'const Row = memo(function Row() { if (now) r.current = 1; return null; });',
    ],
    ['an effect without a list', 'export function Row() { useEffect(() => tell()); return null; }'],
  ])('%s', (_words, text) => {
    expect(problemsOf(text)).toHaveLength(1);
  });

  test.each([
    [
      'a ref written when a key is pressed',
      'function Row() { return <b onClick={() => { r.current = 1; }} />; }',
    ],
    ['a ref written by an effect', 'function useRow() { useEffect(() => { r.current = 1; }, []); }'],
  ])('but not %s', (_words, text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});
