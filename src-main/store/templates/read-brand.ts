import { type Brand, brandSchema } from '../../../src-preload/contract/templates/brand';
import type { ReadDb } from '../types';

/** The brand that holds: the one set last. Null where the company has set none. */
export function readBrand(db: ReadDb): { brand: Brand; author: string; isPending: boolean } | null {
  const row = db
    .prepared<[], { brand: string; author: string; isPending: number }>(
      `select b.brand, b.author,
              exists (select 1 from operations p where p.entry = b.brand_id and p.state = 'pending') as isPending
         from brand_settings b order by b.company_row desc limit 1`,
    )
    .get();
  if (row === undefined) return null;
  return {
    brand: brandSchema.parse(JSON.parse(row.brand)),
    author: row.author,
    isPending: row.isPending === 1,
  };
}
