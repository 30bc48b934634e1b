import type { TemplateValues } from '../../../src-preload/contract/templates/variables';

/** Of whom all is known. */
export const fullValues: TemplateValues = {
  'account.name': 'Northwind',
  'account.owner': 'Ada Morgan',
  'account.segment': 'Enterprise',
  'account.arr': { amount: 48_000, currency: 'EUR' },
  'account.seats': 40,
  'account.started_on': '2024-05-01',
  'account.renewal_on': '2026-03-01',
  'contact.name': 'Maria Lopez',
  'contact.first_name': 'Maria',
  'contact.title': 'Head of Operations',
  'contact.email': 'maria@northwind.example',
  'owner.name': 'Ada Morgan',
  'owner.first_name': 'Ada',
  'owner.email': 'ada@acme.example',
  'company.name': 'Acme Software',
  'company.postal_address': '1 Harbour Street, Dublin',
  'company.website': 'https://acme.example',
  'brand.logo_url': 'https://acme.example/logo.png',
  'brand.color': '#1f5fbf',
  'health.score': 62.5,
  'risk.level': 'medium',
  'risk.probability': 12,
  'usage.active_users': 12,
  'usage.seat_share': 30,
  'usage.last_active_on': '2025-11-27',
  'renewal.days_left': 93,
  'milestone.name': 'First 100 reports',
  'milestone.reached_on': '2025-11-27',
  'celebration.count': 1,
  'celebration.points': 150,
  'celebration.words': 'I know how much of that was your work.',
  'message.at': Date.parse('2025-11-28T09:00:00Z'),
  'unsubscribe.url': 'https://mail.acme.example/u/1',
  'preferences.url': 'https://mail.acme.example/p/1',
};

/** Of whom next to nothing is known: what a company's brand and a sender give, and names. */
export const littleValues: TemplateValues = {
  'account.name': 'Northwind',
  'company.name': 'Acme Software',
  'company.postal_address': '1 Harbour Street, Dublin',
  'brand.color': '#1f5fbf',
  'message.at': Date.parse('2025-11-28T09:00:00Z'),
  'unsubscribe.url': 'https://mail.acme.example/u/1',
};
