import type { Monitor } from '../../../src-preload/contract/monitor';
import { EmptyState } from '../../ui/empty-state';
import { formatCount } from '../../ui/format/number';
import { ScrollRoom } from '../../ui/scroll-room';
import { Section } from '../../ui/section';
import { FactTable } from '../../ui/table/fact-table';

/** Over this many milliseconds a query counts as slow and is logged by its name. */
const slowMs = 40;

const figures = ['Count', 'p50', 'p95', 'Max', 'Slow'].map((name) => ({ name, align: 'right' }) as const);

/** How long reads, writes and calls take, the slowest first. */
export function TimingTable({ timings }: { timings: Monitor['timings'] }) {
  const slowestFirst = [...timings].sort((a, b) => b.p95 - a.p95);
  return (
    <Section
      title="Timings"
      note={`Since the start, in milliseconds; over ${slowMs} ms counts as slow`}
      padding="flush"
    >
      {timings.length === 0 ? (
        <EmptyState title="Nothing measured yet" />
      ) : (
        <ScrollRoom label="Timings">
          <FactTable columns={['Name', ...figures]}>
            {slowestFirst.map((timing) => (
              <tr key={timing.name}>
                <th scope="row" data-room="wide">
                  {timing.name}
                </th>
                <td data-align="right">{formatCount(timing.count)}</td>
                <td data-align="right">{milliseconds(timing.p50)}</td>
                <td data-align="right">{milliseconds(timing.p95)}</td>
                <td data-align="right">{milliseconds(timing.max)}</td>
                <td data-align="right">{timing.slow === 0 ? '–' : formatCount(timing.slow)}</td>
              </tr>
            ))}
          </FactTable>
        </ScrollRoom>
      )}
    </Section>
  );
}

function milliseconds(time: number): string {
  return formatCount(time, time < 10 ? 1 : 0);
}
