import { type MeasureId, measureCatalogue } from '../health-config';
import type { bookParts, HealthPart, RetentionPart } from './change';

export const retentionPartWords: Readonly<Record<RetentionPart, string>> = {
  contraction: 'Contraction',
  churn: 'Churn',
  expansion: 'Expansion',
};

export const bookPartWords: Readonly<Record<(typeof bookParts)[number], string>> = {
  left: 'Accounts that left',
  unknown: 'Scores no longer known',
  known: 'Scores that came to be known',
  came: 'Accounts that came',
  rules: 'Other score settings',
  other: 'Not explained',
};

/** What each is, in one sentence. */
export const bookPartHelp: Readonly<Record<(typeof bookParts)[number], string>> = {
  left: 'Customers at the first moment that were none at the second: each by how far its score lay from the mean',
  unknown: 'Customers at both moments of which too little was known at the second',
  known: 'Customers at both moments of which too little was known at the first',
  came: 'Customers at the second moment that were none at the first: each by how far its score lies from the mean',
  rules: 'What weights, breakpoints and profiles alone changed in scores of customers that stayed',
  other: 'Where a score that was kept is not what its values make by its rules',
};

export function healthPartWords(part: HealthPart): string {
  return isMeasure(part) ? measureCatalogue[part].label : bookPartWords[part];
}

function isMeasure(part: HealthPart): part is MeasureId {
  return part in measureCatalogue;
}
