import { type MouseEvent, memo } from 'react';
import { useXAxisScale, useYAxisScale } from 'recharts';
import { LevelShape, levelColor, levelsWorstFirst } from '../../../ui/level-mark';
import type { MapPoint } from './risk-map-points';

/** The point under the pointer, and where in the map it is, in px. */
export interface Hovered {
  readonly point: MapPoint;
  readonly x: number;
  readonly y: number;
  /** In the right half, where the words have to stand to its left. */
  readonly isRight: boolean;
}

interface MapDotsProps {
  points: readonly MapPoint[];
  onHover: (hovered: Hovered | null) => void;
  onOpen: (accountId: number) => void;
}

/** As the chart library calls its own marks. */
const markClass = 'recharts-scatter-symbol';
// The calm ones first, so that the worst lie on top.
const drawingOrder = [...levelsWorstFirst].reverse();

/**
 * The points of the map on the scales of its chart. They are plain marks with one listener for all of them: two thousand
 * of the chart library's own, each with layers and listeners, took the better part of a second to draw.
 */
export const MapDots = memo(function MapDots({ points, onHover, onOpen }: MapDotsProps) {
  const across = useXAxisScale();
  const up = useYAxisScale();
  if (!across || !up) return null;
  const place = ({ across: value, arr }: MapPoint) => ({ x: Number(across(value)), y: Number(up(arr)) });

  function pointUnder({ target }: MouseEvent): MapPoint | undefined {
    const mark = target instanceof Element ? target.closest('[data-point]') : null;
    return mark === null ? undefined : points[Number(mark.getAttribute('data-point'))];
  }
  function hover(event: MouseEvent<SVGGElement>): void {
    const point = pointUnder(event);
    const width = event.currentTarget.ownerSVGElement?.clientWidth ?? 0;
    if (point === undefined) onHover(null);
    else onHover({ point, ...place(point), isRight: place(point).x > width / 2 });
  }
  function open(event: MouseEvent): void {
    const point = pointUnder(event);
    if (point) onOpen(point.id);
  }

  // For the pointer alone: the table beside the chart is the way for the keyboard.
  const listeners = { onMouseOver: hover, onMouseLeave: () => onHover(null), onClick: open };
  return (
    <g {...listeners}>
      {drawingOrder.map((level) => (
        <g key={level} fill={levelColor(level)} fillOpacity={level === 'low' ? 0.5 : 0.85}>
          {points.map((point, index) => {
            if (point.level !== level) return null;
            const { x, y } = place(point);
            return (
              <g
                key={point.id}
                className={markClass}
                data-point={index}
                data-account={point.id}
                data-account-name={point.name}
                transform={`translate(${x} ${y})`}
              >
                <LevelShape level={level} />
              </g>
            );
          })}
        </g>
      ))}
    </g>
  );
});
