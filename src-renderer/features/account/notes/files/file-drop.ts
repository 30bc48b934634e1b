import type { ClipboardEvent, DragEvent } from 'react';

/** What a form listens for, so that files can be dropped on it and pasted into it. */
export function fileDrop(onFiles: (files: File[]) => void) {
  return {
    onDragOver(event: DragEvent): void {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault();
    },
    onDrop(event: DragEvent): void {
      const files = [...event.dataTransfer.files];
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    },
    onPaste(event: ClipboardEvent): void {
      const { files, types } = event.clipboardData;
      // Cells of a sheet come as words and as their picture: the words are meant.
      if (files.length === 0 || types.includes('text/plain')) return;
      event.preventDefault();
      onFiles([...files]);
    },
  };
}
