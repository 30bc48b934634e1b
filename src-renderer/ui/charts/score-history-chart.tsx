import { LineChart } from '@mantine/charts';
import { configName } from '../../../src-preload/contract/config-names';
import '@mantine/charts/styles.css';
import type { Band } from '../../../src-preload/contract/domain';
import { tooLittleKnown } from '../../../src-preload/contract/knowledge';
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
  /** Null where too little was known: such a score is on no line. */
  band: Band | null;
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
  const shown = points.map((point) => ({ ...point, score: point.band === null ? null : point.score }));
  const { data, days, tooltip } = timeline(shown, (point) => point.day);
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
              point.band === null ? '–' : formatScore(point.score),
              point.band === null ? tooLittleKnown : bandWords[point.band],
              formatShare(point.confidence),
              `version ${configName(point.configVersion)}`,
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
          label: `v${configName(mark.version)}`,
          labelPosition: 'insideTopRight' as const,
          color: 'var(--ink-faint)',
          strokeDasharray: '3 3',
        }))}
        tooltipProps={tooltip((point) => <ScoreTooltip point={point} />)}
      />
    </ChartFrame>
  );
}

function ScoreTooltip({ point }: { point: Omit<ScorePoint, 'score'> & { score: number | null } }) {
  return (
    <TooltipBox
      title={formatDay(point.day)}
      lines={[
        ...(point.score === null || point.band === null
          ? [{ name: 'Score', value: tooLittleKnown }]
          : [
              { name: 'Score', value: formatScore(point.score), color: 'var(--accent)' },
              { name: 'Band', value: bandWords[point.band] },
            ]),
        { name: 'Fresh data', value: formatShare(point.confidence) },
      ]}
      note={`Configuration version ${configName(point.configVersion)}`}
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
