import { diffLines } from 'diff';
import { counted } from '../../../../src-preload/contract/words';

interface Content {
  readonly subject: string;
  readonly preheader: string;
  readonly mjml: string;
}

interface Facts extends Content {
  readonly name: string;
  readonly category: string;
  readonly language: string;
  readonly isTransactional: boolean;
}

/** What differs between two states of a template. @returns `subject and 3 lines of the layout` */
export function changedWords(before: Facts, after: Facts): string {
  const facts = [
    ...(before.name === after.name ? [] : ['name']),
    ...(before.category === after.category ? [] : ['category']),
    ...(before.language === after.language ? [] : ['language']),
    ...(before.isTransactional === after.isTransactional ? [] : ['whether it is transactional']),
  ];
  return joined([...facts, ...contentChanges(before, after)]);
}

/** The same of what is written alone; `nothing` where all is as it was. */
export function changedContentWords(before: Content, after: Content): string {
  return joined(contentChanges(before, after));
}

function contentChanges(before: Content, after: Content): string[] {
  const lines = changedLines(before.mjml, after.mjml);
  return [
    ...(before.subject === after.subject ? [] : ['subject']),
    ...(before.preheader === after.preheader ? [] : ['preheader']),
    ...(lines === 0 ? [] : [`${counted(lines, 'line')} of the layout`]),
  ];
}

/** A line that became another counts once. */
function changedLines(before: string, after: string): number {
  let changed = 0;
  let removed = 0;
  for (const part of diffLines(before, after)) {
    if (part.removed) removed = part.count;
    else {
      changed += part.added ? Math.max(part.count, removed) : removed;
      removed = 0;
    }
  }
  return changed + removed;
}

function joined(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? 'nothing';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
