import type { templateCategories } from './templates';

export type TemplateCategory = (typeof templateCategories)[number];

const categoryNames: Readonly<Record<TemplateCategory, string>> = {
  relationship: 'Relationship',
  onboarding: 'Onboarding',
  renewal: 'Renewal',
  celebration: 'Celebration',
  news: 'News',
};

/** A newer Steward may know more of them. */
export function isKnownCategory(category: string): category is TemplateCategory {
  return Object.hasOwn(categoryNames, category);
}

export function categoryName(category: string): string {
  return isKnownCategory(category) ? categoryNames[category] : category;
}

const publicNames: Readonly<Record<TemplateCategory, string>> = {
  relationship: 'Messages about how you use our product',
  onboarding: 'Help with getting started',
  renewal: 'Messages about your renewal',
  celebration: 'Congratulations on what you have reached',
  news: 'News',
};

/** What a category is called to somebody who gets mails of it. */
export function categoryForRecipients(category: string): string {
  return isKnownCategory(category) ? publicNames[category] : `Messages of the kind “${category}”`;
}
