import { notifyDone } from './notify';

/** Puts a text where it can be pasted from. @param words what was copied: `The address is copied` */
export async function copy(text: string, words: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  notifyDone(words);
}
