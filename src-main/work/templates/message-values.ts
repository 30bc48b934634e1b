import { neutralColor } from '../../../src-preload/contract/templates/brand';
import type { MoneyValue, TemplateValues } from '../../../src-preload/contract/templates/variables';
import { rounded, tenthOf } from '../../../src-preload/contract/words';
import { type Celebrated, celebratedValues } from '../../lib/celebrations/celebrated';
import { isKnownZone } from '../../lib/company-calendar';
import { formatDay, parseDay } from '../../lib/day';
import { firstNameOf } from '../../lib/first-name';
import { readAccount } from '../../store/accounts/read-account';
import { companyCalendar } from '../../store/copy/company-calendar';
import { companyMoney } from '../../store/copy/company-money';
import { readForecast } from '../../store/risk/forecasts';
import { readSpells } from '../../store/scores/spells';
import { readBrand } from '../../store/templates/read-brand';
import { type Recipient, readRecipient, readWriter } from '../../store/templates/read-recipients';
import type { ReadDb } from '../../store/types';

/** Whom a message is to, and what it is about. */
export interface MessageSubject {
  readonly organizationId: number;
  /** Null: nobody; what is of a contact is missing. */
  readonly contactId: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly unsubscribeUrl: string;
  readonly preferencesUrl: string | null;
  /** The milestones that it tells of. */
  readonly celebrated?: readonly Celebrated[];
}

/** What a message to a contact may name, and the recipient's zone: the account's, or the company's where it has none. */
export function messageValues(
  db: ReadDb,
  subject: MessageSubject,
): { readonly values: TemplateValues; readonly zone: string } {
  const { organizationId, contactId, now } = subject;
  const calendar = companyCalendar(db);
  const writer = readWriter(db, organizationId);
  const contact = contactId === null ? undefined : readRecipient(db, organizationId, contactId);
  const zone = writer.timezone !== null && isKnownZone(writer.timezone) ? writer.timezone : calendar.zone;
  return {
    zone,
    values: {
      ...accountValues(db, organizationId, calendar.dayOf(now)),
      ...contactValues(contact),
      'owner.name': writer.name,
      'owner.first_name': writer.name === null ? null : firstNameOf(writer.name),
      'owner.email': writer.email,
      ...brandValues(db),
      ...celebratedValues(subject.celebrated ?? []),
      'message.at': now,
      'unsubscribe.url': subject.unsubscribeUrl,
      'preferences.url': subject.preferencesUrl,
    },
  };
}

function accountValues(db: ReadDb, organizationId: number, today: number): TemplateValues {
  const account = readAccount(db, organizationId, today);
  const { renewsOn, seats, activeUsers, health } = account;
  const ahead = renewsOn === null ? null : parseDay(renewsOn) - today;
  const chance = readForecast(db, organizationId)?.p90 ?? null;
  const began = readSpells(db, organizationId).at(-1)?.from;
  return {
    'account.name': account.name,
    'account.owner': account.owner,
    'account.segment': account.segment,
    'account.arr': arrOf(account.arr, companyMoney(db).currency),
    'account.seats': seats,
    'account.started_on': began === undefined ? null : formatDay(began),
    'account.renewal_on': renewsOn,
    'health.score': health.score === null ? null : tenthOf(health.score),
    'risk.level': health.riskLevel,
    'risk.probability': chance === null ? null : rounded(100 * chance, 1),
    'usage.active_users': activeUsers,
    'usage.seat_share':
      seats === null || seats === 0 || activeUsers === null ? null : rounded((100 * activeUsers) / seats, 0),
    'usage.last_active_on': account.lastActivity,
    'renewal.days_left': ahead === null || ahead < 0 ? null : ahead,
  };
}

function arrOf(amount: number, currency: string | null): MoneyValue | null {
  return amount === 0 || currency === null ? null : { amount, currency };
}

function contactValues(contact: Recipient | undefined): TemplateValues {
  if (contact === undefined) return {};
  return {
    'contact.name': contact.name,
    'contact.first_name': firstNameOf(contact.name),
    'contact.title': contact.title,
    'contact.email': contact.email,
  };
}

function brandValues(db: ReadDb): TemplateValues {
  const brand = readBrand(db)?.brand;
  return {
    'company.name': brand?.company_name ?? null,
    'company.postal_address': brand?.postal_address ?? null,
    'company.website': brand?.website ?? null,
    'brand.logo_url': brand?.logo_url ?? null,
    'brand.color': brand?.color ?? neutralColor,
  };
}
