/** Beyond this a text is everywhere, and marking it would help nobody. */
export const mostFound = 1_000;

/**
 * Where a text stands on a page, whatever the case and the accents of its letters, in the order of the page; what isn't
 * shown is passed over. @returns `mostFound` at most
 */
export function rangesOf(page: Node, text: string): Range[] {
  const wanted = folded(text.trim());
  if (wanted === '') return [];
  const found: Range[] = [];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null && found.length < mostFound; node = walker.nextNode()) {
    const own = folded(node.nodeValue ?? '');
    if (!own.includes(wanted) || !isShown(node.parentElement)) continue;
    for (
      let at = own.indexOf(wanted);
      at >= 0 && found.length < mostFound;
      at = own.indexOf(wanted, at + wanted.length)
    )
      found.push(rangeOf(node, at, at + wanted.length));
  }
  return found;
}

/** In small letters without accents, each where it was. */
function folded(text: string): string {
  return text.replace(/\P{ASCII}/gu, bare).toLowerCase();
}

/** A letter of two units stays as it is: it has no smaller one of two. */
function bare(letter: string): string {
  const base = letter.normalize('NFD').charAt(0).toLowerCase();
  return letter.length === 1 && base.length === 1 ? base : letter;
}

function isShown(element: Element | null): boolean {
  return element?.checkVisibility({ visibilityProperty: true }) === true;
}

function rangeOf(node: Node, from: number, to: number): Range {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return range;
}

/** The one that comes `step` places on, round from the last to the first; 0 where there is none. */
export function placeAfter(at: number, step: number, count: number): number {
  return count === 0 ? 0 : (at + step + count) % count;
}
