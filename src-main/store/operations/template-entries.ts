import { brandSchema } from '../../../src-preload/contract/templates/brand';
import { templateContentSchema } from '../../../src-preload/contract/templates/templates';
import {
  foldBrand,
  foldTemplate,
  type StoredBrand,
  type StoredTemplate,
} from '../../lib/operations/fold-template';
import { changedFields } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

interface CopiedTemplate {
  readonly name: string;
  readonly category: string;
  readonly language: string;
  readonly content: string;
  readonly transactional: number;
  readonly archived: number;
  readonly author: string;
  readonly createdAt: number;
  readonly version: number;
  readonly changed: string;
}

/** One whose content this Steward can't read, of a newer one perhaps, is left out. */
export const templateEntry: EntryFold<StoredTemplate, 'template.save'> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], CopiedTemplate>(
        `select name, category, language, content, transactional, archived, author, created_at as createdAt, version, changed
           from copied_email_templates where template_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const content = templateContentSchema.safeParse(JSON.parse(found.content)).data;
    if (content === undefined) return null;
    const { changed, transactional, archived, ...row } = found;
    return {
      row: { ...row, content, transactional: transactional === 1, archived: archived === 1 },
      changed: changedFields(changed),
    };
  },
  fold: foldTemplate,
  put(tx, entry, template) {
    if (template === null) return dropEntry(tx, 'email_templates', entry);
    const { content, transactional, archived, createdAt, ...row } = template;
    const { channel = 'email', ...written } = content;
    putEntry(tx, 'email_templates', entry, {
      ...row,
      ...written,
      channel,
      transactional: transactional ? 1 : 0,
      archived: archived ? 1 : 0,
      created_at: createdAt,
    });
  },
};

export const brandEntry: EntryFold<StoredBrand, 'brand.set'> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], { brand: string; author: string; companyRow: number }>(
        'select brand, author, row_id as companyRow from copied_brand_settings where brand_id = ?',
      )
      .get(entry);
    const brand = found && brandSchema.safeParse(JSON.parse(found.brand)).data;
    return found === undefined || brand === undefined ? null : { row: { ...found, brand }, changed: {} };
  },
  fold: foldBrand,
  put(tx, entry, row) {
    if (row === null) return dropEntry(tx, 'brand_settings', entry);
    const { brand, author, companyRow } = row;
    putEntry(tx, 'brand_settings', entry, { brand: JSON.stringify(brand), author, company_row: companyRow });
  },
};
