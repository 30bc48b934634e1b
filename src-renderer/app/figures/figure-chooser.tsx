import { TextInput, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Dialog } from '../../ui/dialog';
import { type Figure, figuresIn } from '../../ui/figures/figure-at';
import { formatCount, formatPlural } from '../../ui/format/number';
import { useRovingFocus } from '../../ui/use-roving-focus';
import { copyFigure } from './copy-figure';
import classes from './figure-chooser.module.css';

/** So many are drawn: who looks for another one writes more of its name. */
const mostShown = 100;

const nameOf = ({ label, subject }: Figure) => (subject === null ? label : `${label} of ${subject}`);

/** A page may say the same twice: they are told apart by their place. */
function figuresNow() {
  const page = document.querySelector('main') ?? document.body;
  return figuresIn(page).map((figure, id) => ({ ...figure, id }));
}

/** All the figures of the page, found by their names, to copy one by the keyboard. */
export function FigureChooser({ onClose }: { onClose: () => void }) {
  const [figures] = useState(figuresNow);
  const [typed, setTyped] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const wanted = typed.trim().toLowerCase();
  const found = figures.filter((one) => nameOf(one).toLowerCase().includes(wanted));
  const shown = found.slice(0, mostShown);
  const roving = useRovingFocus(list, shown.length, 'button');

  function take(figure: Figure | undefined): void {
    if (figure === undefined) return;
    copyFigure(figure);
    onClose();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Enter') take(shown[0]);
    else if (event.key === 'ArrowDown') list.current?.querySelector('button')?.focus();
    else return;
    event.preventDefault();
  }

  return (
    <Dialog title="Copy a figure" onClose={onClose} size="md">
      <TextInput
        label="Which"
        data-autofocus
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p className="faint" role="status">
        {found.length > shown.length
          ? `The first ${formatCount(shown.length)} of ${formatPlural(found.length, 'figure')}`
          : formatPlural(found.length, 'figure')}
      </p>
      <ul className={classes.list} ref={list} onKeyDown={roving.onKeyDown} aria-label="Figures of this page">
        {shown.map((figure) => (
          <li key={figure.id}>
            <UnstyledButton className={classes.line} onClick={() => take(figure)}>
              <span>{nameOf(figure)}</span>
              <span className={`${classes.value} number`}>{figure.value}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
