import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconTrash } from '@tabler/icons-react';
import {
  type MeasureConfig,
  measureCatalogue,
  missingRuleSchema,
} from '../../../../src-preload/contract/health-config';
import { CurveSign } from '../../../ui/charts/breakpoint-curve';
import { formatShare } from '../../../ui/format/number';
import { BreakpointEditor } from './breakpoint-editor';
import { type ConfigProblems, problemWithin } from './draft/config-problems';
import classes from './measure-editor.module.css';
import { NumberField } from './number-field';

const missingRules = [
  { value: 'skip', label: 'Leave out' },
  { value: 'neutral', label: 'Count as 50' },
  { value: 'poor', label: 'Count as 0' },
];

interface MeasureEditorProps {
  measure: MeasureConfig;
  /** Shares 0-1: the measure's of its dimension, and the dimension's of the score. */
  share: { ofDimension: number; ofScore: number };
  place: string;
  problems: ConfigProblems;
  open: boolean;
  onToggle: () => void;
  onChange: (change: Partial<Omit<MeasureConfig, 'id'>>) => void;
  onRemove: () => void;
}

/** One measure in a line; its breakpoints unfold below. */
export function MeasureEditor(props: MeasureEditorProps) {
  const { measure, share, place, problems, open, onToggle, onChange, onRemove } = props;
  const { label, help } = measureCatalogue[measure.id];
  const curveProblem = problemWithin(problems, `${place}.breakpoints`);
  return (
    <div className={classes.measure}>
      <div className={classes.columns}>
        <div className={classes.name}>
          <p>{label}</p>
          <p className={classes.help} title={help}>
            {help}
          </p>
        </div>
        <NumberField
          label={`Weight of ${label}`}
          width={76}
          value={measure.weight}
          onChange={(weight) => onChange({ weight })}
          error={problems.get(`${place}.weight`)}
        />
        <p
          className={classes.share}
          title={`${formatShare(share.ofDimension)} of its dimension, which is ${formatShare(share.ofScore)} of the score`}
        >
          {formatShare(share.ofDimension * share.ofScore, 1)}
        </p>
        <Select
          aria-label={`When ${label} is missing`}
          w="100%"
          data={missingRules}
          value={measure.missing}
          onChange={(rule) => onChange({ missing: missingRuleSchema.parse(rule) })}
          allowDeselect={false}
        />
        <button
          type="button"
          className={classes.curve}
          aria-expanded={open}
          aria-label={`Breakpoints of ${label}`}
          title="Edit the breakpoints"
          data-problem={curveProblem !== null || undefined}
          onClick={onToggle}
        >
          <CurveSign breakpoints={measure.breakpoints} />
          {open ? <IconChevronUp size={12} /> : <IconChevronDown size={12} />}
        </button>
        <Tooltip label="Remove this measure">
          <ActionIcon aria-label={`Remove ${label}`} onClick={onRemove}>
            <IconTrash size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
      {open && (
        <BreakpointEditor
          measure={measure}
          place={`${place}.breakpoints`}
          problems={problems}
          onChange={(breakpoints) => onChange({ breakpoints })}
        />
      )}
    </div>
  );
}

/** The names above the columns that measures stand in; each field says by itself what it is. */
export function MeasureHead() {
  return (
    <div className={`${classes.columns} ${classes.head}`} aria-hidden="true">
      <span>Measure</span>
      <span>Weight</span>
      <span className={classes.share}>Of score</span>
      <span>When missing</span>
      <span>Breakpoints</span>
    </div>
  );
}
