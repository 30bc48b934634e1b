import { useLayoutEffect, useRef, useState } from 'react';
import type { ConditionGroup } from '../../../../src-preload/contract/rules/condition';
import type { Fact } from '../../../../src-preload/contract/rules/fact';
import { type Building, BuildingContext, type NamedSegment } from './building';
import classes from './condition-builder.module.css';
import type { ConditionFinding } from './faults-of';
import { GroupEditor } from './group-editor';

/** What the builder is given by whoever looks at the whole. */
export interface BuilderGiven {
  readonly facts: readonly Fact[];
  readonly segments: readonly NamedSegment[];
  readonly faults: readonly ConditionFinding[];
  /** Whether what isn't filled in yet is told as a mistake, too. */
  readonly isStrict: boolean;
}

interface ConditionBuilderProps extends BuilderGiven {
  /** Each part with an id. */
  tree: ConditionGroup;
  onChange: (tree: ConditionGroup) => void;
  readOnly: boolean;
  label: string;
}

/** Conditions and groups of them in one another: added, changed, moved and taken away, by mouse and by keyboard. */
export function ConditionBuilder(props: ConditionBuilderProps) {
  const { tree, onChange, facts, segments, faults, isStrict, readOnly, label } = props;
  const root = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<{ readonly part: string } | null>(null);
  // A part that is new is there by then, and one that was moved has lost the focus on its way.
  useLayoutEffect(() => {
    if (wanted === null) return;
    const part = root.current?.querySelector(`[data-part="${CSS.escape(wanted.part)}"]`);
    part?.querySelector<HTMLElement>('input:not([type=hidden]), button')?.focus();
  }, [wanted]);
  const byName = new Map(facts.map((fact) => [fact.name, fact]));
  const building: Building = {
    tree,
    change(next, focus = null) {
      if (focus !== null) setWanted({ part: focus });
      onChange(next);
    },
    facts,
    factOf: (name) => byName.get(name),
    segments,
    faultsAt: (path) => faults.filter((fault) => fault.path.join('.') === path.join('.')),
    isStrict,
    readOnly,
  };
  return (
    <BuildingContext value={building}>
      <div ref={root} className={classes.builder}>
        <GroupEditor group={tree} path={[]} label={label} />
      </div>
    </BuildingContext>
  );
}
