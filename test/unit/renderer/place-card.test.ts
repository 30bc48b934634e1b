import { expect, test } from 'vitest';
import { type Box, placeCard, sharedArea } from '../../../src-renderer/app/tour/place-card';

const card = { width: 380, height: 200 };
const view = { width: 1280, height: 800 };
const at = (target: Box, size = view) => ({ ...placeCard(target, card, size), ...card });

test('the card of the tour stands in the corner while what it speaks of is not on the screen', () => {
  expect(placeCard(null, card, view)).toEqual({ left: 1280 - 380 - 12, top: 800 - 200 - 12 });
});

test.each([
  ['below', { left: 300, top: 100, width: 700, height: 90 }, { left: 300, top: 204 }],
  ['above what stands low', { left: 300, top: 690, width: 700, height: 90 }, { left: 300, top: 476 }],
  ['to the right of what is high', { left: 20, top: 20, width: 300, height: 760 }, { left: 334, top: 20 }],
  [
    'to the left of it at the right edge',
    { left: 900, top: 20, width: 360, height: 760 },
    { left: 506, top: 20 },
  ],
])('the card stands %s', (_where, target, expected) => {
  expect(placeCard(target, card, view)).toEqual(expected);
});

test('the card stays whole in the window beside what lies at its edge', () => {
  expect(placeCard({ left: 1200, top: 10, width: 70, height: 30 }, card, view)).toEqual({
    left: 888,
    top: 54,
  });
  expect(placeCard({ left: -40, top: 10, width: 70, height: 30 }, card, view)).toEqual({ left: 12, top: 54 });
});

test('the card hides as little as it can of what leaves no room on any side', () => {
  const wide = { left: 0, top: 100, width: 1280, height: 620 };
  expect(sharedArea(at(wide), wide)).toBe(Math.min(...corners(wide)));
  expect(sharedArea(at(wide), wide)).toBeGreaterThan(0);
});

function corners(target: Box): number[] {
  return [12, 588].flatMap((top) => [12, 888].map((left) => sharedArea({ left, top, ...card }, target)));
}

test('wherever something stands and however small the window is: where any side has the room, nothing is hidden', () => {
  for (const size of [view, { width: 640, height: 400 }, { width: 1024, height: 640 }])
    for (let left = -20; left < size.width; left += 37)
      for (let top = -20; top < size.height; top += 29)
        for (const target of [
          { left, top, width: 160, height: 30 },
          { left, top, width: 420, height: 90 },
        ]) {
          const placed = at(target, size);
          const room = [
            size.height - (top + target.height) - 26 - card.height,
            top - 26 - card.height,
            size.width - (left + target.width) - 26 - card.width,
            left - 26 - card.width,
          ];
          const where = JSON.stringify({ size, target, placed });
          if (room.some((pixels) => pixels >= 0)) expect(sharedArea(placed, target), where).toBe(0);
          expect(placed.left, where).toBeGreaterThanOrEqual(12);
          expect(placed.top, where).toBeGreaterThanOrEqual(12);
          expect(placed.left + placed.width, where).toBeLessThanOrEqual(size.width - 12);
          expect(placed.top + placed.height, where).toBeLessThanOrEqual(size.height - 12);
        }
});

test('boxes that only touch share nothing', () => {
  const box = { left: 0, top: 0, width: 10, height: 10 };
  expect(sharedArea(box, { ...box, left: 10 })).toBe(0);
  expect(sharedArea(box, { ...box, left: 9, top: 8 })).toBe(2);
});
