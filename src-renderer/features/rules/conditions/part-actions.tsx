import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { deepestGroup, isGroup } from '../../../../src-preload/contract/rules/condition';
import { IconButton } from '../../../ui/icon-button';
import { notifyDone } from '../../../ui/notify';
import { useBuilding } from './building';
import classes from './condition-builder.module.css';
import { newId } from './condition-draft';
import {
  copied,
  countConditions,
  depthOf,
  grouped,
  moved,
  type Part,
  type Path,
  ungrouped,
  withInserted,
  without,
} from './condition-tree';

interface PartActionsProps {
  part: Part;
  path: Path;
  /** `this group`, or the fact's. */
  name: string;
  /** More that can be done with it. */
  children?: ReactNode;
}

/** Moves, copies, groups and takes away a part. */
export function PartActions({ part, path, name, children }: PartActionsProps) {
  const { tree, change, readOnly } = useBuilding();
  if (readOnly) return null;
  const parent = path.slice(0, -1);
  const place = path.at(-1) ?? 0;
  const [up, down] = [moved(tree, path, 'up'), moved(tree, path, 'down')];
  const mayGoDeeper = path.length + depthOf(part) < deepestGroup;

  function remove(): void {
    const before = tree;
    const next = without(tree, path);
    change(next, neighbourOf(next, parent, place));
    const many = countConditions(part);
    if (many > 1)
      notifyDone(`A group of ${many} conditions is removed.`, () => change(before, part.id ?? null));
  }
  function copy(): void {
    const other = copied(part, newId);
    change(withInserted(tree, parent, place + 1, other), other.id ?? null);
  }
  return (
    <div className={classes.actions}>
      <IconButton
        label={`Move up: ${name}`}
        title="Move up (Alt+↑)"
        disabled={up === null}
        onClick={() => up !== null && change(up)}
      >
        <IconArrowUp size={15} stroke={1.6} />
      </IconButton>
      <IconButton
        label={`Move down: ${name}`}
        title="Move down (Alt+↓)"
        disabled={down === null}
        onClick={() => down !== null && change(down)}
      >
        <IconArrowDown size={15} stroke={1.6} />
      </IconButton>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={`More for ${name}`}>
            <IconDots size={15} stroke={1.6} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          {children}
          <Menu.Item onClick={copy}>Copy</Menu.Item>
          {mayGoDeeper && (
            <Menu.Item onClick={() => change(grouped(tree, path, newId()))}>Put into a group</Menu.Item>
          )}
          {isGroup(part) && (
            <Menu.Item onClick={() => change(ungrouped(tree, path))}>Take out of the group</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <IconButton label={`Remove ${name}`} onClick={remove}>
        <IconX size={15} stroke={1.6} />
      </IconButton>
    </div>
  );
}

/** What has the focus once a part is gone: what took its place, or the one before, or the group. */
function neighbourOf(tree: Parameters<typeof without>[0], parent: Path, place: number): string | null {
  const group = parent.reduce<Part | undefined>(
    (part, at) => (part !== undefined && isGroup(part) ? part.rules[at] : undefined),
    tree,
  );
  if (group === undefined || !isGroup(group)) return null;
  return (group.rules[place] ?? group.rules[place - 1] ?? group).id ?? null;
}
