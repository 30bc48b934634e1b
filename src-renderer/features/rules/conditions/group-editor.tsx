import { Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useId } from 'react';
import { type ConditionGroup, deepestGroup, isGroup } from '../../../../src-preload/contract/rules/condition';
import { useBuilding } from './building';
import classes from './condition-builder.module.css';
import { emptyCondition, emptyGroup } from './condition-draft';
import { ConditionRow } from './condition-row';
import { moved, type Part, type Path, withInserted, withPart } from './condition-tree';
import { Faults } from './faults';
import { joiningOf, joinings, joiningWords, joinWords, withJoining } from './joining';
import { PartActions } from './part-actions';

interface GroupEditorProps {
  group: ConditionGroup;
  path: Path;
  /** Of the whole; a group within it has its place for a name. */
  label?: string;
}

/** Conditions joined by one word, groups among them. */
export function GroupEditor({ group, path, label }: GroupEditorProps) {
  const { tree, change, faultsAt, readOnly } = useBuilding();
  const told = useId();
  const isTop = path.length === 0;
  const set = (next: ConditionGroup) => change(withPart(tree, path, next));
  /** The focus goes to the first thing that is to be chosen. */
  const add = (part: Part) =>
    change(
      withInserted(tree, path, group.rules.length, part),
      (isGroup(part) ? part.rules[0]?.id : part.id) ?? null,
    );
  return (
    <fieldset
      className={classes.group}
      data-top={isTop || undefined}
      data-part={group.id}
      aria-label={label ?? `Group ${path.map((place) => place + 1).join('.')}`}
    >
      <div className={classes.head}>
        <Select
          aria-label="How the conditions are joined"
          aria-describedby={told}
          w={216}
          data={joinings.map((value) => ({ value, label: joiningWords[value] }))}
          value={joiningOf(group)}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) => value !== null && set(withJoining(group, value))}
        />
        {!isTop && <PartActions part={group} path={path} name="this group" />}
      </div>
      <Faults id={told} faults={faultsAt(path)} isGrave />
      <ol className={classes.parts} aria-label="Conditions">
        {group.rules.map((part, place) => (
          <PartLine
            key={part.id ?? place}
            part={part}
            path={[...path, place]}
            joint={place === 0 ? '' : joinWords(group)}
          />
        ))}
      </ol>
      {!readOnly && (
        <div className={classes.add}>
          <AddButton words="Condition" onClick={() => add(emptyCondition())} />
          {path.length + 1 < deepestGroup && <AddButton words="Group" onClick={() => add(emptyGroup())} />}
        </div>
      )}
    </fieldset>
  );
}

function AddButton({ words, onClick }: { words: string; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<IconPlus size={13} stroke={1.8} />}
      aria-label={`Add a ${words.toLowerCase()}`}
      onClick={onClick}
    >
      {words}
    </Button>
  );
}

function PartLine({ part, path, joint }: { part: Part; path: Path; joint: string }) {
  const { tree, change, readOnly } = useBuilding();
  /** Alt with an arrow moves it, wherever in it the focus is. Caught before the field itself takes the arrow. */
  function move(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? 'up' : event.key === 'ArrowDown' ? 'down' : null;
    if (step === null || !event.altKey || readOnly) return;
    // The innermost part that holds the focus is the one that moves.
    const innermost = (event.target as HTMLElement).closest('[data-part]');
    if (innermost?.getAttribute('data-part') !== part.id) return;
    event.preventDefault();
    event.stopPropagation();
    const next = moved(tree, path, step);
    if (next !== null) change(next, part.id ?? null);
  }
  return (
    <li className={classes.part} onKeyDownCapture={move}>
      <span className={classes.joint}>{joint}</span>
      {isGroup(part) ? (
        <GroupEditor group={part} path={path} />
      ) : (
        <ConditionRow condition={part} path={path} />
      )}
    </li>
  );
}
