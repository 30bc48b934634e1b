import type { ActivityKind } from '../../../src-preload/contract/activities';
import type { OpenOperation } from './operation';

export type ActivityTemplateKind = 'activity_template.save' | 'activity_template.remove';

export interface StoredActivityTemplate {
  readonly name: string;
  readonly kind: ActivityKind;
  readonly text: string;
  readonly place: number;
  readonly hidden: boolean;
  /** Empty: one of Steward's own, of which the team said nothing yet. */
  readonly author: string;
  readonly version: number;
  readonly isShipped: boolean;
  readonly isRemoved: boolean;
}

/** The template as it is with one more operation. What was removed stays so, and Steward's own say what they say. */
export function foldActivityTemplate(
  template: StoredActivityTemplate | null,
  operation: OpenOperation<ActivityTemplateKind>,
): StoredActivityTemplate | null {
  if (operation.kind === 'activity_template.remove')
    return template && (template.isShipped ? template : { ...template, isRemoved: true });
  const { author } = operation;
  const { name, kind, text, place, hidden } = operation.patch;
  if (template !== null) {
    const said = {
      place: place ?? template.place,
      hidden: hidden ?? template.hidden,
      author: template.author === '' ? author : template.author,
    };
    if (template.isShipped) return { ...template, ...said };
    return {
      ...template,
      ...said,
      name: name ?? template.name,
      kind: kind ?? template.kind,
      text: text ?? template.text,
    };
  }
  if (name === undefined || kind === undefined || text === undefined || place === undefined) return null;
  return {
    ...{ name, kind, text, place, author },
    hidden: hidden ?? false,
    version: 1,
    isShipped: false,
    isRemoved: false,
  };
}
