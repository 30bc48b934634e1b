import type { RiskIndicator } from '../../../src-preload/contract/domain';
import type { AccountBatch } from './account-batch';
import { highSeverity } from './account-batch';
import { type ContactFacts, contactRisk, isContactAtRisk } from './contact-risk';
import { isContactOn } from './contacts';
import { indicator } from './indicator';
import { judgedHealth } from './judged';
import { leftOn } from './left-contacts';
import { measureAt } from './measures';
import type { ScoredContacts } from './scored-contacts';

/** That a champion or an admin is at risk: the first of them by row, with how many more there are. */
export function keyContactAtRisk(
  batch: AccountBatch,
  account: number,
  asOf: number,
  contacts: ScoredContacts | null,
): RiskIndicator | null {
  if (contacts === null) return null;
  const { start, isKey, keyName } = batch.contacts;
  const found: string[] = [];
  for (let row = start[account] as number; row < (start[account + 1] as number); row++) {
    if (isKey[row] === 0 || !isContactOn(batch.contacts, row, asOf)) continue;
    // Who left is told of as such.
    if (leftOn(batch.contacts, row, asOf) > 0) continue;
    const risk = contactRisk(contactFacts(batch, account, row, asOf, contacts));
    if (risk === null || !isContactAtRisk(risk) || risk.signs.length === 0) continue;
    const role = batch.contacts.championName[row] === null ? 'admin' : 'champion';
    found.push(`The ${role} ${keyName[row] ?? ''} is at ${risk.level} risk: ${risk.signs.join(', ')}.`);
  }
  const [first] = found;
  if (first === undefined) return null;
  const more = found.length === 1 ? '' : ` So ${found.length === 2 ? 'is' : 'are'} ${found.length - 1} more.`;
  return indicator('key_contact_at_risk', 'watch', null, `${first}${more}`);
}

/** What is known of a contact as of a day. @param row of the batch's contacts */
function contactFacts(
  { contacts, tickets }: AccountBatch,
  account: number,
  row: number,
  asOf: number,
  { config, raws, scores }: ScoredContacts,
): ContactFacts {
  const raw = (id: keyof typeof measureAt) => knownOf((raws.columns[measureAt[id]] as Float64Array)[row]);
  let openSevere = 0;
  for (let at = tickets.start[account] as number; at < (tickets.start[account + 1] as number); at++) {
    const resolved = tickets.resolvedDay[at] as number;
    const isOpen = (tickets.openedDay[at] as number) <= asOf && (resolved === 0 || resolved > asOf);
    const isOwn = tickets.userId[at] === contacts.userId[row];
    if (isOpen && isOwn && (tickets.severity[at] as number) >= highSeverity) openSevere += 1;
  }
  return {
    band: judgedHealth(config, scores.score[row] as number, scores.confidence[row] as number).band,
    silentDays: raw('days_since_activity'),
    useChange: raw('usage_trend'),
    nps: raw('nps'),
    openSevere,
  };
}

function knownOf(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
