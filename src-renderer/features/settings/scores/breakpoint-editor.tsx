import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import {
  type MeasureConfig,
  type MeasureId,
  measureCatalogue,
} from '../../../../src-preload/contract/health-config';
import { BreakpointCurve } from '../../../ui/charts/breakpoint-curve';
import { rawEntry } from '../../../ui/measure-value';
import classes from './breakpoint-editor.module.css';
import { type Breakpoint, withAddedBreakpoint } from './draft/breakpoints';
import type { ConfigProblems } from './draft/config-problems';
import { NumberField } from './number-field';
import { Problem } from './problem';

const mostBreakpoints = 12;

interface BreakpointEditorProps {
  measure: MeasureConfig;
  place: string;
  problems: ConfigProblems;
  onChange: (breakpoints: Breakpoint[]) => void;
}

/** Raw values and the points they get, with the line they draw. */
export function BreakpointEditor({ measure, place, problems, onChange }: BreakpointEditorProps) {
  const { breakpoints, id } = measure;
  const { label } = measureCatalogue[id];
  return (
    <div className={classes.editor}>
      <table>
        <thead>
          <tr>
            <th scope="col">Raw value</th>
            <th scope="col">Points</th>
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {breakpoints
            .map((point, index) => ({ point, index }))
            .map(({ point, index }) => (
              <BreakpointRow
                key={index}
                measure={measure.id}
                number={index + 1}
                point={point}
                rawProblem={problems.get(`${place}.${index}.0`)}
                pointsProblem={problems.get(`${place}.${index}.1`)}
                onChange={(next) => onChange(breakpoints.map((before, at) => (at === index ? next : before)))}
                onRemove={
                  breakpoints.length > 2
                    ? () => onChange(breakpoints.filter((_, at) => at !== index))
                    : undefined
                }
              />
            ))}
        </tbody>
      </table>
      <div className={classes.side}>
        <BreakpointCurve breakpoints={breakpoints} label={`How ${label} becomes points`} />
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={14} />}
          disabled={breakpoints.length >= mostBreakpoints}
          onClick={() => onChange(withAddedBreakpoint(breakpoints))}
        >
          Add breakpoint
        </Button>
        {problems.get(place) && <Problem>{problems.get(place)}</Problem>}
      </div>
    </div>
  );
}

interface BreakpointRowProps {
  measure: MeasureId;
  /** Its place, from 1. */
  number: number;
  point: Breakpoint;
  rawProblem: string | undefined;
  pointsProblem: string | undefined;
  onChange: (point: Breakpoint) => void;
  /** Absent while no more may go. */
  onRemove: (() => void) | undefined;
}

function BreakpointRow({
  measure,
  number,
  point,
  rawProblem,
  pointsProblem,
  onChange,
  onRemove,
}: BreakpointRowProps) {
  const [raw, points] = point;
  const { label } = measureCatalogue[measure];
  const { scale, suffix } = rawEntry(measure);
  return (
    <tr>
      <td>
        <NumberField
          label={`Raw value ${number} of ${label}`}
          width={112}
          suffix={suffix}
          step={scale === 1 ? 1 : 5}
          value={typed(raw, scale)}
          onChange={(next) => onChange([untyped(next, scale), points])}
          error={rawProblem}
        />
      </td>
      <td>
        <NumberField
          label={`Points ${number} of ${label}`}
          step={5}
          value={points}
          onChange={(next) => onChange([raw, next])}
          error={pointsProblem}
        />
      </td>
      <td>
        <ActionIcon
          aria-label={`Remove breakpoint ${number} of ${label}`}
          disabled={onRemove === undefined}
          onClick={onRemove}
        >
          <IconX size={14} />
        </ActionIcon>
      </td>
    </tr>
  );
}

// 0.8 is typed as 80; rounding hides what binary fractions leave over.
function typed(raw: number, scale: number): number {
  return Number((raw / scale).toFixed(4));
}

function untyped(entered: number, scale: number): number {
  return Number((entered * scale).toFixed(6));
}
