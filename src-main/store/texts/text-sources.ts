/** Tables of which texts are found by their words, by the key of their rows. What is read of them stands in their triggers. */
export const textSources = {
  notes: 'seq',
  interventions: 'row_id',
  incoming_mails: 'row_id',
  ctas: 'cta_id',
  cta_tasks: 'task_id',
  support_tickets: 'ticket_id',
  survey_responses: 'response_id',
} as const;
export type TextSource = keyof typeof textSources;

export function isTextSource(table: string): table is TextSource {
  return Object.hasOwn(textSources, table);
}
