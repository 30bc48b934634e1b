import { notifyDone } from './notify';

/** Puts a text where it can be pasted from. @param words what was copied: `The address is copied` */
export async function copy(text: string, words: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  notifyDone(words);
}

/** The same as a table or a letter would take it, beside the plain text. */
export async function copyRich(
  { text, html }: { readonly text: string; readonly html: string },
  words: string,
): Promise<void> {
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': new Blob([text], { type: 'text/plain' }),
      'text/html': new Blob([html], { type: 'text/html' }),
    }),
  ]);
  notifyDone(words);
}
