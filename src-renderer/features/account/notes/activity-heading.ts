import { type Activity, activityWords } from '../../../../src-preload/contract/activities';
import { formatInstant } from '../../../ui/format/instant';
import { formatPlural } from '../../../ui/format/number';

/** `Call with Ada, Otto, Nov 30, 2026, 9:00 AM, 30 minutes` */
export function activityHeading({ kind, at, minutes, contacts }: Activity): string {
  const people = contacts.map(({ name }) => name ?? 'a contact who left the list');
  const withWhom = people.length === 0 ? '' : ` with ${people.join(', ')}`;
  const length = minutes === null ? '' : `, ${formatPlural(minutes, 'minute')}`;
  return `${activityWords[kind]}${withWhom}, ${formatInstant(at)}${length}`;
}
