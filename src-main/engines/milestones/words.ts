import type { ActivityCompletion } from '../../../src-preload/contract/milestones/milestone-definition';
import { counted } from '../../../src-preload/contract/words';

/** What a rule over use asks, in words: `3 core features within 7 days`. @param nameOf a feature's, by the company's own id */
export function ruleWords(
  { measure, features, withinDays, target }: ActivityCompletion,
  nameOf: (id: string) => string,
): string {
  const within = withinDays === null || measure === 'streak' ? '' : ` within ${counted(withinDays, 'day')}`;
  return `${whatWords(measure, features, target, nameOf)}${within}.`;
}

function whatWords(
  measure: ActivityCompletion['measure'],
  features: ActivityCompletion['features'],
  target: number,
  nameOf: (id: string) => string,
): string {
  const of =
    typeof features === 'string'
      ? features === 'core'
        ? ' of core features'
        : ''
      : ` of ${listed(features.map(nameOf))}`;
  switch (measure) {
    case 'events':
      return `Used ${counted(target, 'time')}${of}`;
    case 'features':
      if (typeof features !== 'string')
        return `${target} of these features used: ${listed(features.map(nameOf))}`;
      return `${counted(target, features === 'core' ? 'core feature' : 'feature')} used`;
    case 'people':
      return `${counted(target, 'person', 'people')} active${of}`;
    case 'days':
      return `Use${of} on ${counted(target, 'day')}`;
    case 'streak':
      return `Use${of} on ${counted(target, 'day', 'days in a row')}`;
    case 'seat_share':
      return `${target}% of the seats active${of}`;
  }
}

/** How far it has come, as it is counted: `3 of 5 people`. */
export function countedWords(measure: ActivityCompletion['measure'], value: number, target: number): string {
  const units: Record<ActivityCompletion['measure'], string> = {
    events: 'time',
    features: 'feature',
    people: 'people',
    days: 'day',
    streak: 'day in a row',
    seat_share: 'people',
  };
  const unit = units[measure];
  if (unit === 'people') return `${value} of ${counted(target, 'person', 'people')}`;
  if (measure === 'streak') return `${value} of ${counted(target, 'day')} in a row`;
  return `${value} of ${counted(target, unit)}`;
}

function listed(names: readonly string[]): string {
  return names.length < 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
