export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
type Size = Pick<Box, 'width' | 'height'>;
type Point = Pick<Box, 'left' | 'top'>;

/** Between the card and what it speaks of: the ring around that has its room, too. */
export const gap = 14;
/** Between the card and the edge of the window. */
const margin = 12;

/**
 * Where the card stands: beside what it speaks of, below before above before right before left, whole in the window.
 * Where no side has the room, in the corner in which it hides least of it.
 * @param target null: what it speaks of is not on the screen
 */
export function placeCard(target: Box | null, card: Size, view: Size): Point {
  const most = { left: view.width - card.width - margin, top: view.height - card.height - margin };
  const within = ({ left, top }: Point): Point => ({
    left: Math.max(margin, Math.min(left, most.left)),
    top: Math.max(margin, Math.min(top, most.top)),
  });
  const corners = [most.top, margin].flatMap((top) =>
    [most.left, margin].map((left) => within({ left, top })),
  );
  if (target === null) return within(most);
  const beside = [
    { left: target.left, top: target.top + target.height + gap },
    { left: target.left, top: target.top - gap - card.height },
    { left: target.left + target.width + gap, top: target.top },
    { left: target.left - gap - card.width, top: target.top },
  ].map(within);
  const hidden = (place: Point) => sharedArea({ ...place, ...card }, target);
  const free = beside.find((place) => hidden(place) === 0);
  return free ?? corners.reduce((best, corner) => (hidden(corner) < hidden(best) ? corner : best));
}

/** Square pixels that two boxes have in common. */
export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}
