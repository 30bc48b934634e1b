import type { ActivityKind } from '../../../src-preload/contract/activities';
import { activityTemplateKey, mostActivityTemplates } from '../../../src-preload/contract/activity-templates';
import { placesFor } from '../../lib/activity-templates/places';
import { StewardError } from '../../lib/steward-error';
import {
  type PlacedTemplate,
  readActivityTemplates,
} from '../../store/activity-templates/read-activity-templates';
import type { Tx } from '../../store/types';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

export interface ActivityTemplateToSave {
  /** Undefined: a new one. */
  readonly id: string | undefined;
  /** The version that it was begun on; the one there is now, when undefined. */
  readonly version: number | undefined;
  readonly name: string;
  readonly kind: ActivityKind;
  readonly text: string;
}

/**
 * A new template, or a change of one, for the whole team. Only what differs is a change. A new one stands behind the team's own that
 * come before Steward's.
 * @returns its key
 * @throws StewardError conflict for a name that is taken, for one of Steward's own, and for one too many; not_found
 */
export function saveActivityTemplate(context: ActionContext, template: ActivityTemplateToSave): string {
  return decide(context, 'save activity template', (tx) => {
    const { id, version, name, kind } = template;
    const text = template.text.replace(/\r\n?/g, '\n');
    const templates = readActivityTemplates(tx);
    checkName(templates, name, id);
    if (id === undefined) return addTemplate(tx, context, templates, { name, kind, text });
    const before = standing(templates, id);
    if (before.isShipped)
      throw new StewardError(
        'conflict',
        'Steward’s own templates stay as they are. Make an own one of it instead.',
      );
    const patch = {
      ...(name === before.name ? {} : { name }),
      ...(kind === before.kind ? {} : { kind }),
      ...(text === before.text ? {} : { text }),
    };
    if (Object.keys(patch).length === 0) return id;
    const changes = { entry: id, version: Math.min(version ?? before.version, before.version) };
    return operate(tx, context, { kind: 'activity_template.save', patch, subject: null, changes });
  });
}

/** Offers a template to nobody any more, or to all again. @throws StewardError not_found */
export function hideActivityTemplate(context: ActionContext, id: string, hidden: boolean): void {
  decide(context, 'hide activity template', (tx) => {
    const { version, isHidden } = standing(readActivityTemplates(tx), id);
    if (hidden === isHidden) return;
    const changes = { entry: id, version };
    operate(tx, context, { kind: 'activity_template.save', patch: { hidden }, subject: null, changes });
  });
}

/** Lets a template stand before another. @param before null: behind all @throws StewardError not_found */
export function moveActivityTemplate(context: ActionContext, id: string, before: string | null): void {
  decide(context, 'move activity template', (tx) => {
    const templates = readActivityTemplates(tx);
    standing(templates, id);
    if (before !== null) standing(templates, before);
    if (id === before) return;
    const others = templates.filter((template) => template.id !== id);
    for (const { id: entry, place } of placesFor(others, id, before))
      put(tx, context, standing(templates, entry), place);
  });
}

/** Notes that began with it stay as they are. One that is gone already is no error. @throws StewardError conflict for Steward's own */
export function removeActivityTemplate(context: ActionContext, id: string): void {
  decide(context, 'remove activity template', (tx) => {
    const before = readActivityTemplates(tx).find((template) => template.id === id);
    if (before === undefined) return;
    if (before.isShipped)
      throw new StewardError('conflict', 'Steward’s own templates are not removed. Hide it instead.');
    operate(tx, context, {
      kind: 'activity_template.remove',
      patch: {},
      subject: null,
      changes: { entry: id },
    });
  });
}

function addTemplate(
  tx: Tx,
  context: ActionContext,
  templates: readonly PlacedTemplate[],
  says: Pick<ActivityTemplateToSave, 'name' | 'kind' | 'text'>,
): string {
  if (templates.filter(({ isShipped }) => !isShipped).length >= mostActivityTemplates)
    throw new StewardError(
      'conflict',
      `The team has ${mostActivityTemplates} templates, which is as many as there can be. Remove one first.`,
    );
  // The last of the team's own, and what stands behind it: with none the first of all.
  const behind = templates[templates.findLastIndex(({ isShipped }) => !isShipped) + 1];
  const places = placesFor(templates, added, behind?.id ?? null);
  for (const { id, place } of places) if (id !== added) put(tx, context, standing(templates, id), place);
  const place = places.find(({ id }) => id === added)?.place ?? templates.length + 1;
  return operate(tx, context, { kind: 'activity_template.save', patch: { ...says, place }, subject: null });
}

/** Stands for one that has no key yet. */
const added = '';

function put(tx: Tx, context: ActionContext, { id, version }: PlacedTemplate, place: number): void {
  const changes = { entry: id, version };
  operate(tx, context, { kind: 'activity_template.save', patch: { place }, subject: null, changes });
}

function standing(templates: readonly PlacedTemplate[], id: string): PlacedTemplate {
  const template = templates.find((one) => one.id === id);
  if (template === undefined)
    throw new StewardError(
      'not_found',
      'This template is not in your copy any more. What you wrote is still here: save it as a new one.',
    );
  return template;
}

function checkName(templates: readonly PlacedTemplate[], name: string, except: string | undefined): void {
  const key = activityTemplateKey(name);
  const taken = templates.find((one) => one.id !== except && activityTemplateKey(one.name) === key);
  if (taken !== undefined)
    throw new StewardError(
      'conflict',
      `A template named ${taken.name} exists already. Choose another name.`,
      {
        name: 'This name is taken.',
      },
    );
}
