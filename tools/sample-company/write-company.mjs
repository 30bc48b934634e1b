// @ts-check
import { liveAccount } from './account-life.mjs';
import { drawAccounts } from './accounts.mjs';
import { dayMs, formatDay, formatInstant } from './calendar.mjs';
import { closeCompanyFolder, openCompanyFolder } from './company-folder.mjs';
import { features } from './product.mjs';
import { eventsOfDay } from './raw-events.mjs';

/**
 * @typedef {object} Span what part of the story to write
 * @property {number | null} since null: everything; a day: only rows that are new or changed after it
 * @property {number} through the last day told
 * @property {number} rawFrom single events from this day on, daily counts before it
 *
 * @typedef {import('./company-folder.mjs').CompanyFolder} Tables
 * @typedef {import('./account-life.mjs').Life} Life
 */

/**
 * Writes the sample company, or a span of its story, as a folder of CSV files.
 * @param {string} folder
 * @param {import('./accounts.mjs').World} world
 * @param {Span} span
 */
export function writeCompany(folder, world, span) {
  const tables = openCompanyFolder(folder);
  if (span.since === null) {
    for (const { id, name, category, kind } of features) {
      tables.features.row({ feature_id: id, name, category, kind });
    }
  }
  for (const account of drawAccounts(world, span.through)) {
    const life = liveAccount(world, account, span.through);
    writeAccount(tables, life, span);
    writePeople(tables, life, span);
    writeContract(tables, life, span);
    writeWork(tables, life, span);
    writeVoices(tables, life, span);
    writeInterventions(tables, life, span);
  }
  return closeCompanyFolder(tables);
}

/** Whether a row that changed on these days belongs to the span. @param {Span} span @param {...(number | null)} days */
function isTouched({ since, through }, ...days) {
  return days.some((day) => day !== null && day <= through && (since === null || day > since));
}

/** @param {Tables} tables @param {Life} life @param {Span} span */
function writeAccount({ organizations }, life, span) {
  const { account, churnedDay } = life;
  const stage = stageOn(life, span.through);
  if (span.since !== null && account.createdDay <= span.since && stageOn(life, span.since) === stage) return;
  organizations.row({
    organization_id: account.id,
    name: account.name,
    segment: account.segment.name,
    lifecycle_stage: stage,
    industry: account.industry,
    country: account.place.country,
    timezone: account.place.timezone,
    owner_email: account.owner?.email ?? null,
    owner_name: account.owner?.name ?? null,
    created_at: formatInstant(account.createdDay * dayMs),
    churned_at: churnedDay === null ? null : formatInstant(churnedDay * dayMs),
  });
}

/** @param {Life} life @param {number} day */
function stageOn({ account, contract, churnedDay }, day) {
  if (churnedDay !== null && churnedDay <= day) return 'churned';
  const age = day - account.createdDay;
  if (age < 90) return 'onboarding';
  const line = contract.lines.find(
    ({ startedOn, endedOn }) => startedOn <= day && (endedOn === null || endedOn > day),
  );
  if (account.billingMonths > 1 && line && line.renewsOn - day <= 75) return 'renewal';
  return age < 330 ? 'adoption' : 'growth';
}

/** @param {Tables} tables @param {Life} life @param {Span} span */
function writePeople({ users }, { account, people }, span) {
  for (const person of people) {
    if (!isTouched(span, person.joinedDay, person.roleDay, person.leftDay)) continue;
    users.row({
      user_id: person.id,
      organization_id: account.id,
      name: person.name,
      email: person.email,
      title: person.title,
      role: person.role,
      created_at: formatInstant(person.joinedDay * dayMs),
      deactivated_at: person.leftDay === null ? null : formatInstant(person.leftDay * dayMs),
    });
  }
}

/** @param {Tables} tables @param {Life} life @param {Span} span */
function writeContract({ subscriptions }, { account, contract }, span) {
  for (const line of contract.lines) {
    const failedDay = line.paymentFailedAt === null ? null : Math.floor(line.paymentFailedAt / dayMs);
    if (!isTouched(span, line.startedOn, line.endedOn, failedDay)) continue;
    subscriptions.row({
      subscription_id: line.id,
      organization_id: account.id,
      product: line.product,
      started_on: formatDay(line.startedOn),
      ended_on: line.endedOn === null ? null : formatDay(line.endedOn),
      mrr: line.mrr.toFixed(2),
      quantity: line.quantity,
      unit: line.unit,
      billing_months: account.billingMonths,
      discount: account.discount,
      renews_on: formatDay(line.renewsOn),
      payment_failed_at: line.paymentFailedAt === null ? null : formatInstant(line.paymentFailedAt),
    });
  }
}

/** @param {Tables} tables @param {Life} life @param {Span} span */
function writeWork({ activityDaily, activityEvents }, life, span) {
  const organization_id = life.account.id;
  for (const workDay of life.workDays) {
    if (!isTouched(span, workDay.day)) continue;
    const user_id = workDay.userId;
    if (workDay.day >= span.rawFrom) {
      for (const { id, feature, at, value } of eventsOfDay(life, workDay)) {
        const occurred_at = formatInstant(at);
        activityEvents.row({
          event_id: id,
          organization_id,
          user_id,
          feature_id: feature.id,
          occurred_at,
          value,
        });
      }
      continue;
    }
    const day = formatDay(workDay.day);
    for (const { feature, events, values } of workDay.uses) {
      const value = values?.reduce((sum, one) => sum + one, 0).toFixed(2) ?? 0;
      activityDaily.row({
        organization_id,
        user_id,
        feature_id: feature.id,
        day,
        period_days: 1,
        events,
        value,
      });
    }
  }
}

/** @param {Tables} tables @param {Life} life @param {Span} span */
function writeVoices({ supportTickets, surveyResponses }, { account, tickets, responses }, span) {
  const told = (span.through + 1) * dayMs;
  for (const ticket of tickets) {
    if (!isTouched(span, Math.floor(ticket.openedAt / dayMs), Math.floor(ticket.resolvedAt / dayMs)))
      continue;
    const isResolved = ticket.resolvedAt < told;
    supportTickets.row({
      ticket_id: ticket.id,
      organization_id: account.id,
      user_id: ticket.userId,
      subject: ticket.subject,
      severity: ticket.severity,
      opened_at: formatInstant(ticket.openedAt),
      resolved_at: isResolved ? formatInstant(ticket.resolvedAt) : null,
      satisfaction: isResolved ? ticket.satisfaction : null,
    });
  }
  for (const response of responses) {
    if (!isTouched(span, Math.floor(response.respondedAt / dayMs))) continue;
    surveyResponses.row({
      response_id: response.id,
      organization_id: account.id,
      user_id: response.userId,
      kind: response.kind,
      score: response.score,
      comment: response.comment,
      responded_at: formatInstant(response.respondedAt),
    });
  }
}

/** @param {Tables} tables @param {Life} life @param {Span} span */
function writeInterventions({ interventions }, life, span) {
  const told = (span.through + 1) * dayMs;
  for (const intervention of life.interventions) {
    const { id, kind, userId, channel, startedAt, endedAt, outcome, isAutomatic, isHeldOut } = intervention;
    if (!isTouched(span, Math.floor(startedAt / dayMs), Math.floor(endedAt / dayMs))) continue;
    const isOver = endedAt < told;
    interventions.row({
      intervention_id: id,
      organization_id: life.account.id,
      user_id: userId,
      kind,
      channel: isHeldOut ? null : channel,
      started_at: formatInstant(startedAt),
      ended_at: isOver && !isHeldOut ? formatInstant(endedAt) : null,
      outcome: isOver ? outcome : null,
      is_automatic: String(isAutomatic),
      is_held_out: String(isHeldOut),
    });
  }
}
