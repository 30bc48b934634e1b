import { type Attribute, type AttributeValues, attributeKey } from '../../../src-preload/contract/attributes';
import { OwnValue } from '../own-value';
import type { Column } from './column';

/** A column for each of the company's own fields. */
export function ownFieldColumns<Row extends { readonly attributes: AttributeValues }>(
  fields: readonly Attribute[],
): Column<Row>[] {
  return fields.map(({ name, label, type }) => ({
    id: attributeKey(name),
    header: label,
    width: 120,
    ...((type === 'number' || type === 'money') && { align: 'right' as const }),
    help: `${label}: a field of the company’s own`,
    cell: (row) => <OwnValue type={type} value={row.attributes[name] ?? null} />,
  }));
}
