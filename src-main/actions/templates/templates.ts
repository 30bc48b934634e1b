import { isDeepStrictEqual } from 'node:util';
import type { Template, TemplateContent } from '../../../src-preload/contract/templates/templates';
import { StewardError } from '../../lib/steward-error';
import { readRole } from '../../store/copy/membership';
import { isTemplateNameTaken, readCompiled, readTemplate } from '../../store/templates/read-templates';
import type { Tx } from '../../store/types';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

export interface TemplateToSave {
  /** Undefined: a new one. */
  readonly id: string | undefined;
  /** The version that it was begun on; the one there is now, when undefined. */
  readonly version: number | undefined;
  readonly name: string;
  readonly category: string;
  readonly language: string;
  readonly isTransactional: boolean;
  /** With what its layout was compiled to. */
  readonly content: TemplateContent;
}

/**
 * A new template, or a change of one, for the whole company. Only what differs is a change.
 * @returns its key
 * @throws StewardError conflict for a name that is taken, not_found, forbidden for a transactional one, which is admins'
 */
export function saveTemplate(context: ActionContext, template: TemplateToSave): string {
  return decide(context, 'save template', (tx) => {
    const { id, version, name, category, language, isTransactional, content } = template;
    if (isTemplateNameTaken(tx, name, id))
      throw new StewardError('conflict', `A template named ${name} exists already. Choose another name.`, {
        name: 'This name is taken.',
      });
    checkRole(tx, isTransactional);
    const patch = { name, category, language, content, transactional: isTransactional };
    if (id === undefined) return operate(tx, context, { kind: 'template.save', patch, subject: null });
    const before = standingTemplate(tx, id);
    checkRole(tx, before.isTransactional);
    if (before.channel !== (content.channel ?? 'email'))
      throw new StewardError(
        'conflict',
        'By which way a template goes stays as it was made. Make a new one for another.',
      );
    const changes = differing(patch, {
      ...before,
      transactional: before.isTransactional,
      content: contentOf(tx, before),
    });
    if (Object.keys(changes).length === 0) return id;
    return operate(tx, context, {
      kind: 'template.save',
      patch: changes,
      subject: null,
      changes: { entry: id, version: Math.min(version ?? before.version, before.version) },
    });
  });
}

/** Takes a template out of the lists, or puts it back. Messages that were sent go on to name it. */
export function archiveTemplate(context: ActionContext, id: string, archived: boolean): void {
  decide(context, 'archive template', (tx) => {
    const { version, isTransactional, isArchived } = standingTemplate(tx, id);
    checkRole(tx, isTransactional);
    if (archived === isArchived) return;
    const changes = { entry: id, version };
    operate(tx, context, { kind: 'template.save', patch: { archived }, subject: null, changes });
  });
}

function standingTemplate(tx: Tx, id: string): Template {
  const template = readTemplate(tx, id);
  if (template === undefined)
    throw new StewardError(
      'not_found',
      'This template is not in your copy any more. What you wrote is still here.',
    );
  return template;
}

function contentOf(tx: Tx, { id, subject, preheader, mjml, channel }: Template): TemplateContent {
  const html = readCompiled(tx, id)?.html ?? '';
  return { subject, preheader, mjml, html, ...(channel === 'email' ? {} : { channel }) };
}

function differing<P extends object>(patch: P, before: Readonly<Record<keyof P, unknown>>): Partial<P> {
  const changed: Partial<P> = { ...patch };
  for (const field of Object.keys(patch) as (keyof P)[])
    if (isDeepStrictEqual(patch[field], before[field])) delete changed[field];
  return changed;
}

/** As the company decides it, too: who may not is told at once. */
function checkRole(tx: Tx, isTransactional: boolean): void {
  if (isTransactional && readRole(tx) !== 'admin')
    throw new StewardError(
      'forbidden',
      'Only admins mark templates as transactional and change those that are: they go to people who unsubscribed, too.',
    );
}
