/**
 * Which links lie on a circle, so that nobody is above himself: what leads into a circle from outside lies on none.
 * @param parentOf each child's parent; parents may be children, or not be in it
 */
export function childrenOnCircles(parentOf: ReadonlyMap<number, number>): Set<number> {
  const onCircle = new Set<number>();
  const walkOf = new Map<number, number>();
  for (const start of parentOf.keys()) {
    let at: number | undefined = start;
    while (at !== undefined && !walkOf.has(at)) {
      walkOf.set(at, start);
      at = parentOf.get(at);
    }
    if (at === undefined || walkOf.get(at) !== start || !parentOf.has(at)) continue;
    for (let member = at; !onCircle.has(member); member = parentOf.get(member) ?? at) onCircle.add(member);
  }
  return onCircle;
}
