/**
 * Which links lie on a circle, so that nobody is above himself: what leads into a circle from outside lies on none.
 * @param parentOf each child's parent; parents may be children, or not be in it
 */
export function childrenOnCircles<Name>(parentOf: ReadonlyMap<Name, Name>): Set<Name> {
  const onCircle = new Set<Name>();
  const walkOf = new Map<Name, Name>();
  for (const start of parentOf.keys()) {
    let at: Name | undefined = start;
    while (at !== undefined && !walkOf.has(at)) {
      walkOf.set(at, start);
      at = parentOf.get(at);
    }
    if (at === undefined || walkOf.get(at) !== start || !parentOf.has(at)) continue;
    for (let member = at; !onCircle.has(member); member = parentOf.get(member) ?? at) onCircle.add(member);
  }
  return onCircle;
}
