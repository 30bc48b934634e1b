import type { Brand } from '../../../src-preload/contract/templates/brand';
import type { TemplateContent } from '../../../src-preload/contract/templates/templates';
import type { OpenOperation } from './operation';

export interface StoredTemplate {
  readonly name: string;
  readonly category: string;
  readonly language: string;
  readonly content: TemplateContent;
  readonly transactional: boolean;
  readonly archived: boolean;
  readonly author: string;
  readonly createdAt: number;
  readonly version: number;
}

/** The template as it is with one more operation. */
export function foldTemplate(
  template: StoredTemplate | null,
  { patch, author, madeAt }: OpenOperation<'template.save'>,
): StoredTemplate | null {
  const { name, category, language, content, transactional, archived } = patch;
  if (template !== null)
    return {
      ...template,
      name: name ?? template.name,
      category: category ?? template.category,
      language: language ?? template.language,
      content: content ?? template.content,
      transactional: transactional ?? template.transactional,
      archived: archived ?? template.archived,
    };
  if (name === undefined || category === undefined || language === undefined || content === undefined)
    return null;
  return {
    ...{ name, category, language, content, author },
    transactional: transactional ?? false,
    archived: archived ?? false,
    createdAt: madeAt,
    version: 1,
  };
}

export interface StoredBrand {
  readonly brand: Brand;
  readonly author: string;
  readonly companyRow: number;
}

/** A brand is set as a whole, each one an entry of its own. */
export function foldBrand(
  brand: StoredBrand | null,
  { patch, author, place }: OpenOperation<'brand.set'>,
): StoredBrand | null {
  if (brand !== null || patch.brand === undefined) return brand;
  return { brand: patch.brand, author, companyRow: place };
}
