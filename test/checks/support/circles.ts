import type { Import } from './imports';

/**
 * Circles among files, imports of types included: where one exists, no file of it can be read, moved or tested without
 * the others. @returns each as `a.ts -> b.ts -> a.ts`; none only if there are none
 */
export function circlesAmong(imports: readonly Import[]): string[] {
  const uses = Map.groupBy(imports, ({ from }) => from);
  const circles = new Set<string>();
  const followed = new Set<string>();
  const way: string[] = [];

  function follow(path: string): void {
    const begins = way.indexOf(path);
    if (begins >= 0) circles.add([...way.slice(begins), path].join(' -> '));
    if (begins >= 0 || followed.has(path)) return;
    way.push(path);
    for (const { to } of uses.get(path) ?? []) follow(to);
    way.pop();
    followed.add(path);
  }

  for (const path of uses.keys()) follow(path);
  return [...circles];
}
