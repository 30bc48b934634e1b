import { useEffect, useRef } from 'react';
import { isTyping } from '../../ui/is-typing';

interface QueueActions {
  next(): void;
  previous(): void;
  open(): void;
  done(): void;
  snooze(): void;
  undo(): void;
}

const keys: Readonly<Record<string, keyof QueueActions>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Enter: 'open',
  e: 'done',
  s: 'snooze',
  u: 'undo',
};

/** Single keys act on the queue from anywhere on the screen, but not while one types or a dialog is open. */
export function useQueueKeys(actions: QueueActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const action = keys[event.key];
      // Enter belongs to the button or link that has the focus, and arrows to whatever moves with them.
      const onBody = event.target === document.body || event.target === document.getElementById('main');
      const inQueue = event.target instanceof Element && event.target.closest('.queue') !== null;
      if (!action || document.querySelector('[role="dialog"]')) return;
      if (event.key === 'Enter' ? !onBody : event.key.startsWith('Arrow') && !onBody && !inQueue) return;
      event.preventDefault();
      latest.current[action]();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
