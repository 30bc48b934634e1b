import type { CallError } from '../../src-preload/contract/wire/errors';

/** A short word that something is done; with `undo` it can be taken back while the word is there. */
export function notifyDone(message: string, undo?: () => void): void {
  void import('./toast').then(({ showDone }) => showDone(message, undo));
}

/** What went wrong, what is safe and what to do. The same failure is shown once at a time. */
export function notifyFailure(error: CallError): void {
  void import('./toast').then(({ showFailure }) => showFailure(error));
}

/** Takes back the last thing of which a word said that it is done and can be undone. */
export function undoLatest(): void {
  void import('./toast').then((toast) => toast.undoLatest());
}
