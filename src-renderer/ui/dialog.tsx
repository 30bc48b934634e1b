import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './dialog.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  size?: 'sm' | 'md' | 'lg';
  children: ReactNode;
}

/**
 * A titled dialog over the page; Escape and the cross close it, and the focus goes back to where it came from.
 * Mantine's own head is a page banner to those who hear the page, so this one makes its own.
 */
export function Dialog({ title, onClose, size = 'sm', children }: DialogProps) {
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => giveBack(before), [before]);
  return (
    <Modal.Root opened onClose={onClose} size={size} yOffset="12vh" returnFocus={false}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content radius="md">
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <div className={classes.body}>{children}</div>
      </Modal.Content>
    </Modal.Root>
  );
}

/**
 * Once the dialog is gone; where something else took the focus, that stays. An entry of a menu is gone or hidden with its
 * menu: then the keyboard goes on at the head of the page.
 */
function giveBack(before: Element | null): void {
  requestAnimationFrame(() => {
    if (!isLost()) return;
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    if (isLost()) document.getElementById('main')?.focus({ preventScroll: true });
  });
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
