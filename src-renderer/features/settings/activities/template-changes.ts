import type { ActivityKind } from '../../../../src-preload/contract/activities';
import type { ActivityTemplate } from '../../../../src-preload/contract/activity-templates';

/** What a template says. */
export interface TemplateSays {
  readonly name: string;
  readonly kind: ActivityKind;
  readonly text: string;
}

const parts = ['name', 'kind', 'text'] as const;
export type TemplatePart = (typeof parts)[number];

export const partWords: Readonly<Record<TemplatePart, string>> = {
  name: 'name',
  kind: 'type',
  text: 'text',
};

/**
 * What a colleague and the person at the editor changed otherwise meanwhile: one of the two has to be chosen.
 * @param changes of the person
 * @param seen as the person saw it last
 * @param now as it stands
 */
export function clashesOf(
  changes: Partial<TemplateSays>,
  seen: TemplateSays,
  now: TemplateSays,
): TemplatePart[] {
  return parts.filter(
    (part) => changes[part] !== undefined && now[part] !== seen[part] && now[part] !== changes[part],
  );
}

export const newTemplate: TemplateSays = { name: '', kind: 'call', text: 'What it is about:\n\nNext:\n' };

/** One of the team's own, made of another: its name is still to be found. */
export function madeOf({ name, kind, text }: TemplateSays, names: readonly string[]): TemplateSays {
  const stem = `${name}, our own`.slice(0, 76);
  for (let count = 1; ; count++) {
    const called = count === 1 ? stem : `${stem} ${count}`;
    if (!names.includes(called)) return { name: called, kind, text };
  }
}

/** The text in one line. */
export function inOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' · ');
}

/** Before which one it stands after a step up or down; undefined: it stands at the end already. */
export function neighborOf(
  templates: readonly Pick<ActivityTemplate, 'id'>[],
  id: string,
  way: 'up' | 'down',
): { readonly before: string | null } | undefined {
  const at = templates.findIndex((template) => template.id === id);
  if (at === -1 || at === (way === 'up' ? 0 : templates.length - 1)) return undefined;
  return { before: templates[way === 'up' ? at - 1 : at + 2]?.id ?? null };
}
