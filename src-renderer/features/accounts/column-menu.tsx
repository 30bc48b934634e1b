import { Button, Checkbox, Popover } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { AccountRow } from '../../../src-preload/contract/accounts';
import { CheckList } from '../../ui/filter/check-list';
import { IconButton } from '../../ui/icon-button';
import type { Column } from '../../ui/table/column';
import { type ColumnPlace, orderOf, placeBeside } from '../../ui/table/column-order';
import classes from './column-menu.module.css';

interface ColumnMenuProps {
  every: readonly Column<AccountRow>[];
  /** Ids of those that show, in their order. */
  shown: readonly string[];
  onToggle: (id: string) => void;
  onMove: (id: string, place: ColumnPlace) => void;
  onReset: () => void;
}

/** Which columns the list shows, and in which order. The account's name always stays, and stays first. */
export function ColumnMenu(props: ColumnMenuProps) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" fw={400} leftSection={<IconColumns3 size={15} stroke={1.6} />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ColumnChoice {...props} />
        <Button mt="md" size="compact-sm" variant="subtle" color="gray" fw={400} onClick={props.onReset}>
          Back to the usual ones
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnChoice({ every, shown, onToggle, onMove }: ColumnMenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<{ readonly id: string; readonly control: string } | null>(null);
  const ids = every.map(({ id }) => id);
  const columns = orderOf(shown, ids).flatMap((id) => every.find((column) => column.id === id) ?? []);
  const visible = columns.map(({ id }) => id).filter((id) => id === 'name' || shown.includes(id));
  useEffect(() => {
    // A control that stands elsewhere in the list has lost the focus on its way.
    if (moved !== null)
      list.current
        ?.querySelector<HTMLElement>(`[data-control="${CSS.escape(`${moved.control} ${moved.id}`)}"]`)
        ?.focus();
  }, [moved]);

  function move(id: string, step: -1 | 1, control: string): void {
    const place = placeBeside(visible, id, step);
    if (place === null) return;
    onMove(id, place);
    setMoved({ id, control });
  }
  const onKey = (id: string) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(id, event.key === 'ArrowUp' ? -1 : 1, 'box');
  };

  return (
    <div ref={list}>
      <CheckList label="Columns">
        {columns.map(({ id, header }) => (
          <div key={id} className={classes.line}>
            <Checkbox
              label={header}
              data-control={`box ${id}`}
              checked={id === 'name' || shown.includes(id)}
              disabled={id === 'name'}
              onChange={() => onToggle(id)}
              onKeyDown={onKey(id)}
            />
            {id !== 'name' && shown.includes(id) && (
              <span className={classes.steps}>
                <Step id={id} header={header} up visible={visible} onMove={move} />
                <Step id={id} header={header} visible={visible} onMove={move} />
              </span>
            )}
          </div>
        ))}
      </CheckList>
      <p className={`${classes.how} faint`}>
        Alt+↑ and Alt+↓ move a column; so does dragging its name in the list.
      </p>
      <p className="visually-hidden" role="status">
        {moved !== null && movedWords(every, visible, moved.id)}
      </p>
    </div>
  );
}

interface StepProps {
  id: string;
  header: string;
  /** Towards the beginning. */
  up?: boolean;
  visible: readonly string[];
  onMove: (id: string, step: -1 | 1, control: string) => void;
}

function Step({ id, header, up = false, visible, onMove }: StepProps) {
  const step = up ? -1 : 1;
  const control = up ? 'up' : 'down';
  return (
    <IconButton
      label={up ? `Move ${header} to the left` : `Move ${header} to the right`}
      data-control={`${control} ${id}`}
      // It stays in the order of Tab at the end of its way, so that the focus is not lost there.
      aria-disabled={placeBeside(visible, id, step) === null || undefined}
      onClick={() => onMove(id, step, control)}
    >
      {up ? <IconChevronUp size={14} stroke={1.6} /> : <IconChevronDown size={14} stroke={1.6} />}
    </IconButton>
  );
}

function movedWords(every: readonly Column<AccountRow>[], visible: readonly string[], id: string): string {
  const header = every.find((column) => column.id === id)?.header ?? '';
  return `${header} is column ${visible.indexOf(id) + 1} of ${visible.length}`;
}
