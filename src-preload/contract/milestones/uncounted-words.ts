import { counted } from '../words';

/** What statistics say of plans that they leave out, but for what people say of them; null: of none. */
export function uncountedWords(plans: number): string | null {
  if (plans === 0) return null;
  return `${counted(plans, 'plan')} ${plans === 1 ? 'is' : 'are'} not counted yet: only what people say of ${plans === 1 ? 'it' : 'them'} is in these figures.`;
}
