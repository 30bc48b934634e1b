import { attributeSubjects, attributeTypes } from '../../../src-preload/contract/attributes';
import { type CsvTable, field } from './csv-table';

/** The company's own fields. Names, labels and words of choices are settled by the taker (take-attributes.ts). */
export const attributeDefinitions: CsvTable = {
  name: 'attribute_definitions',
  file: 'attributes',
  columns: [
    { name: 'name', kind: 'text', required: true },
    { name: 'label', kind: 'text' },
    { name: 'type', kind: 'choice', of: attributeTypes, required: true },
    { name: 'of', kind: 'choice', of: attributeSubjects, required: true },
    { name: 'choices', kind: 'text' },
  ],
  refersTo: [],
  rules: [
    {
      column: 'choices',
      broken: `v.type = 'choice' AND v.choices IS NULL`,
      problem: 'is missing: write the words of the choice with | between',
    },
  ],
  key: ['subject', 'name'],
  fields: [
    field('subject', 'c.of', 'of'),
    field('name'),
    field('label'),
    field('type'),
    field('choices', `CASE WHEN c.type = 'choice' THEN c.choices::jsonb END`),
  ],
};
