import { type CatalogueObject, grantsTo, itsOwner } from './catalogue';
import { type CatalogueCheck, checkOfKind, checkOfProperty } from './checks';
import { type Difference, objectOf, type PropertyChange } from './compare-catalogue';
import { doubtful, type Finding, failed } from './finding';
import { changesOf, mendStatements } from './mend-statements';
import { adviceFor } from './mending-advice';
import { partName } from './sql-names';

/** A difference in words, with what to do: one finding for each check that it is of. */
export function describeDifference(difference: Difference, views: readonly CatalogueObject[]): Finding[] {
  const object = objectOf(difference);
  if (difference.what === 'changed') {
    const checks = Map.groupBy(difference.changes, ({ property }) => checkOfProperty(object.kind, property));
    return [...checks].map(([check, changes]) => {
      const part = { ...difference, changes };
      const words = changes.map((change) => describeChange(object, change)).join('; it ');
      return failed(check, `${subject(object)} ${words}.`, adviceFor(part, mendStatements(part, views)));
    });
  }
  const todo = adviceFor(difference, mendStatements(difference, views));
  const check = checkOfKind(object.kind);
  if (difference.what === 'missing') {
    const words = `${subject(object)} is missing.`;
    return [isOnlySlower(object) ? doubtful(check, words, todo) : failed(check, words, todo)];
  }
  return [describeExtra(difference, check, todo)];
}

function describeExtra(difference: Difference, check: CatalogueCheck, todo: string): Finding {
  const object = objectOf(difference);
  const open = changesOf(difference).map((change) => describeChange(object, change));
  // A column of a partition, a copy of a trigger: what it is comes from its table, what was done to it does not.
  if (object.kind === 'column' && object.properties['type'] === undefined) {
    return failed('row security', `${subject(object)} ${open.join('; it ')}.`, todo);
  }
  if (object.kind === 'trigger' && object.properties['definition'] === undefined) {
    return failed(check, `${subject(object)} does not fire.`, todo);
  }
  const words = `${strangeWords(object)}${open.map((one) => `; it ${one}`).join('')}.`;
  return open.length > 0 || isInTheWay(object) ? failed(check, words, todo) : doubtful(check, words, todo);
}

function strangeWords(object: CatalogueObject): string {
  const made = 'Steward did not make';
  if (object.kind === 'policy') return `${object.parent} has a policy ${made}: ${partName(object)}`;
  if (object.kind === 'role membership')
    return `${object.label.replace(' in ', ' was made a member of ')}, which ${made}`;
  return `${subject(object)} is something ${made}`;
}

/** What changes rows, or who sees them, though nobody was granted anything. */
function isInTheWay({ kind }: CatalogueObject): boolean {
  return ['policy', 'trigger', 'rule', 'role membership', 'default privileges'].includes(kind);
}

function isOnlySlower({ kind, properties }: CatalogueObject): boolean {
  return kind === 'index' && properties['definition']?.startsWith('CREATE INDEX') === true;
}

function describeChange(object: CatalogueObject, { property, expected, found }: PropertyChange): string {
  if (property.startsWith(grantsTo)) {
    const grantee = property.slice(grantsTo.length);
    const past = isPastRowSecurity(object) && (found ?? '').includes('SELECT') ? ' past row security' : '';
    return grantee === itsOwner
      ? `lets its owner ${found ?? 'do nothing'} instead of everything`
      : `lets ${grantee} ${found ?? 'do nothing'}${past} where Steward grants ${expected ?? 'nothing'}`;
  }
  switch (property) {
    case 'owner':
      return `belongs to ${found}, not to ${expected}`;
    case 'row security':
      return expected === 'forced'
        ? 'has no forced row security'
        : `has row security ${found}, not ${expected}`;
    case 'definition':
      return 'has another definition than Steward made';
    case 'using':
    case 'check':
      return `has another ${property.toUpperCase()} condition than Steward made`;
    case 'type':
      return `is ${found}, not ${expected}`;
    case 'not null':
      return found === null ? 'may be empty' : 'must not be empty, though Steward lets it';
    case 'fires':
      return `fires: ${found}`;
    case 'may':
      return `is ${wordsOnlyIn(found, expected)}`;
    default:
      return `has ${property} ${found ?? 'nothing'}, not ${expected ?? 'nothing'}`;
  }
}

function wordsOnlyIn(found: string | null, expected: string | null): string {
  const known = new Set(expected?.split(' '));
  return (found ?? '')
    .split(' ')
    .filter((word) => !known.has(word))
    .join(' ');
}

/** Neither can carry policies of members. */
function isPastRowSecurity({ kind }: CatalogueObject): boolean {
  return kind === 'partition' || kind === 'materialized view' || kind === 'column';
}

function subject(object: CatalogueObject): string {
  const { kind, label, parent } = object;
  if (['table', 'partition', 'column', 'view', 'materialized view', 'sequence'].includes(kind)) return label;
  if (kind === 'role membership') return `The membership of ${label}`;
  if (kind === 'default privileges') return `What ${label.replace(' ', ' grants on later ')}`;
  if (kind === 'other object') return `The ${label}`;
  return parent === null ? `The ${kind} ${label}` : `The ${kind} ${partName(object)} of ${parent}`;
}
