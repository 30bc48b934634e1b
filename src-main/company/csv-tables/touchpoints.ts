import {
  interventionChannels,
  interventionKinds,
  interventionOutcomes,
  ticketSeverities,
} from '../../../src-preload/contract/domain';
import { type CsvTable, field, listedUser, organization, unlistedUser } from './csv-table';

export const supportTickets: CsvTable = {
  name: 'support_tickets',
  columns: [
    { name: 'ticket_id', kind: 'id', required: true },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'user_id', kind: 'id' },
    { name: 'subject', kind: 'text' },
    { name: 'severity', kind: 'choice', of: ticketSeverities },
    { name: 'opened_at', kind: 'instant', required: true, past: true },
    { name: 'resolved_at', kind: 'instant', past: true, end: true },
    { name: 'satisfaction', kind: 'whole', min: 1, max: 5 },
  ],
  refersTo: ['organization', 'user'],
  rules: [{ column: 'resolved_at', broken: 'v.resolved_at < v.opened_at', problem: 'is before opened_at' }],
  key: ['external_id'],
  fields: [
    field('external_id', 'c.ticket_id', 'ticket_id'),
    organization,
    listedUser,
    unlistedUser,
    field('subject', `coalesce(c.subject, '')`),
    field('severity', `coalesce(c.severity, 'normal')`),
    field('opened_at'),
    field('resolved_at'),
    field('satisfaction'),
  ],
};

export const surveyResponses: CsvTable = {
  name: 'survey_responses',
  columns: [
    { name: 'response_id', kind: 'id', required: true },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'user_id', kind: 'id' },
    { name: 'kind', kind: 'choice', of: ['nps', 'csat', 'ces'], required: true },
    { name: 'score', kind: 'whole', min: 0, max: 10, required: true },
    { name: 'comment', kind: 'text' },
    { name: 'responded_at', kind: 'instant', required: true, past: true },
  ],
  refersTo: ['organization', 'user'],
  rules: [
    {
      column: 'score',
      broken: `v.kind <> 'nps' AND v.score NOT BETWEEN 1 AND CASE v.kind WHEN 'csat' THEN 5 ELSE 7 END`,
      problem: 'is outside its scale: nps 0 to 10, csat 1 to 5, ces 1 to 7',
    },
  ],
  key: ['external_id'],
  fields: [
    field('external_id', 'c.response_id', 'response_id'),
    organization,
    listedUser,
    unlistedUser,
    field('kind'),
    field('score'),
    field('comment'),
    field('responded_at'),
  ],
};

export const interventions: CsvTable = {
  name: 'intervention_history',
  file: 'interventions',
  columns: [
    { name: 'intervention_id', kind: 'id', required: true },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'user_id', kind: 'id' },
    { name: 'kind', kind: 'choice', of: interventionKinds, required: true },
    { name: 'channel', kind: 'choice', of: interventionChannels },
    { name: 'started_at', kind: 'instant', required: true, past: true },
    { name: 'ended_at', kind: 'instant', past: true, end: true },
    { name: 'outcome', kind: 'choice', of: interventionOutcomes },
    { name: 'is_automatic', kind: 'flag' },
    { name: 'is_held_out', kind: 'flag' },
  ],
  refersTo: ['organization', 'user'],
  rules: [{ column: 'ended_at', broken: 'v.ended_at < v.started_at', problem: 'is before started_at' }],
  key: ['external_id'],
  fields: [
    field('external_id', 'c.intervention_id', 'intervention_id'),
    organization,
    listedUser,
    unlistedUser,
    field('kind'),
    field('channel'),
    field('started_at'),
    field('ended_at'),
    field('outcome'),
    field('is_automatic', 'coalesce(c.is_automatic, false)'),
    field('is_held_out', 'coalesce(c.is_held_out, false)'),
  ],
};
