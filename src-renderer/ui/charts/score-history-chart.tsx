import { LineChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import type { Band } from '../../../src-preload/contract/domain';
import { BandMark, bandWords } from '../band-mark';
import { epochDayOf, formatDay } from '../format/day';
import { formatScore, formatShare } from '../format/number';
import { dayAxis, roomAbove } from './chart-axes';
import { ChartFrame, ChartKey } from './chart-frame';
import { TooltipBox } from './chart-tooltip';
import { timeline } from './timeline';

interface ScorePoint {
  day: string;
  score: number;
  band: Band;
  confidence: number;
  configVersion: number;
}

interface ScoreHistoryChartProps {
  points: readonly ScorePoint[];
  /** Lower edges of the two upper bands, in points. */
  edges: { middle: number; healthy: number };
  /** Days on which a new scoring configuration came into force. */
  marks: readonly { day: string; version: number }[];
  height: number;
}

const bandAreas = (edges: { middle: number; healthy: number }) =>
  (
    [
      ['healthy', edges.healthy, 100],
      ['middle', edges.middle, edges.healthy],
      ['poor', 0, edges.middle],
    ] as const
  ).map(([band, y1, y2]) => ({
    y1,
    y2,
    color: `var(--${band}-wash)`,
    fillOpacity: 0.55,
    strokeOpacity: 0,
    ifOverflow: 'hidden' as const,
    zIndex: -200,
  }));

/** Scores over time on the quiet background of their bands, with a line where the configuration changed. */
export function ScoreHistoryChart({ points, edges, marks, height }: ScoreHistoryChartProps) {
  const { data, days, tooltip } = timeline(points, (point) => point.day);
  return (
    <ChartFrame
      label="Health score over time"
      height={height}
      table={{
        columns: ['Day', 'Score', 'Band', 'Fresh data', 'Configuration'],
        rows: () =>
          [...points]
            .reverse()
            .map((point) => [
              formatDay(point.day),
              formatScore(point.score),
              bandWords[point.band],
              formatShare(point.confidence),
              `version ${point.configVersion}`,
            ]),
      }}
      legend={<BandKeys edges={edges} />}
    >
      <LineChart
        h={height}
        lineChartProps={roomAbove}
        data={data}
        dataKey="at"
        series={[{ name: 'score', label: 'Score', color: 'var(--accent)' }]}
        curveType="linear"
        withDots={data.length < 20}
        dotProps={{ r: 2.5 }}
        activeDotProps={{ r: 4 }}
        strokeWidth={2}
        gridAxis="none"
        tickLine="none"
        xAxisProps={dayAxis(days)}
        yAxisProps={{ domain: [0, 100], ticks: [0, edges.middle, edges.healthy, 100], width: 36 }}
        referenceAreas={bandAreas(edges)}
        referenceLines={marks.map((mark) => ({
          x: epochDayOf(mark.day),
          label: `v${mark.version}`,
          labelPosition: 'insideTopRight' as const,
          color: 'var(--ink-faint)',
          strokeDasharray: '3 3',
        }))}
        tooltipProps={tooltip((point) => <ScoreTooltip point={point} />)}
      />
    </ChartFrame>
  );
}

function ScoreTooltip({ point }: { point: ScorePoint }) {
  return (
    <TooltipBox
      title={formatDay(point.day)}
      lines={[
        { name: 'Score', value: formatScore(point.score), color: 'var(--accent)' },
        { name: 'Band', value: bandWords[point.band] },
        { name: 'Fresh data', value: formatShare(point.confidence) },
      ]}
      note={`Configuration version ${point.configVersion}`}
    />
  );
}

function BandKeys({ edges }: { edges: { middle: number; healthy: number } }) {
  const ranges: [Band, string][] = [
    ['healthy', `${edges.healthy} and above`],
    ['middle', `${edges.middle} to ${edges.healthy}`],
    ['poor', `below ${edges.middle}`],
  ];
  return ranges.map(([band, range]) => (
    <ChartKey key={band} mark={<BandMark band={band} size={8} />}>
      {bandWords[band]} {range}
    </ChartKey>
  ));
}
