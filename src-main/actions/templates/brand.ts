import type { Brand } from '../../../src-preload/contract/templates/brand';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

/** Sets whom all mails of the company come from, and how they look, as a whole. */
export function setBrand(context: ActionContext, brand: Brand): void {
  decide(context, 'brand.set', (tx) => {
    operate(tx, context, { kind: 'brand.set', patch: { brand }, subject: null });
  });
}
