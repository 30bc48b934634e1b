import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './dialog.module.css';
import { useFocusBack } from './focus-back';
import { giveLateFocus } from './late-focus';

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
  useFocusBack();
  return (
    <Modal.Root opened onClose={onClose} size={size} yOffset="12vh" returnFocus={false}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content radius="md">
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <div className={classes.body} ref={giveLateFocus}>
          {children}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
