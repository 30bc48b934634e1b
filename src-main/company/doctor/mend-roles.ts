import { grantsTo, itsOwner } from './catalogue';
import { type Difference, objectOf } from './compare-catalogue';
import { quoteRole } from './sql-names';
import { asLogin, type Statement } from './statement';

/** What a role may do itself: `NOSUPERUSER`, … */
export function mendRole(difference: Difference): Statement[] {
  const { reference } = objectOf(difference);
  if (difference.what === 'extra') return [];
  const wanted = difference.expected.properties['may'] ?? '';
  if (difference.what === 'missing') return [asLogin(`CREATE ROLE ${reference} ${wanted}`)];
  const has = difference.found.properties['may']?.split(' ') ?? [];
  const changed = wanted.split(' ').filter((word) => !has.includes(word));
  return [asLogin(`ALTER ROLE ${reference} ${changed.join(' ')}`)];
}

/** Which of our roles is a member of which role, and what that lets it do. */
export function mendMembership(difference: Difference): Statement[] {
  const { name, reference } = objectOf(difference);
  const [member = '', role = ''] = name.split(' in ').map(quoteRole);
  const taken = reference.split(',').map((grantor) => {
    // Without the grantor's name later servers take back only what this login granted, earlier ones want none.
    return {
      ...asLogin(`REVOKE ${role} FROM ${member} GRANTED BY ${grantor} CASCADE`),
      otherwise: `REVOKE ${role} FROM ${member} CASCADE`,
    };
  });
  if (difference.what === 'extra') return taken;
  const given = asLogin(`GRANT ${role} TO ${member}`);
  return difference.what === 'missing' ? [given] : [...taken, given];
}

/** What is granted on things that are made later: `cs_owner FUNCTIONS`. */
export function mendDefaultPrivileges(difference: Difference): Statement[] {
  const { name, reference } = objectOf(difference);
  const [, kind = '', where = ''] =
    / (TABLES|SEQUENCES|FUNCTIONS|TYPES|SCHEMAS)( IN SCHEMA \w+)?$/.exec(name) ?? [];
  const change = (action: string) =>
    asLogin(`ALTER DEFAULT PRIVILEGES FOR ROLE ${reference}${where} ${action}`);
  const found = difference.what === 'missing' ? {} : difference.found.properties;
  const expected = difference.what === 'extra' ? {} : difference.expected.properties;
  const roleOf = (property: string) => {
    const grantee = property.slice(grantsTo.length);
    return grantee === itsOwner ? reference : quoteRole(grantee);
  };
  const others = Object.keys(found).filter((property) => property !== `${grantsTo}${itsOwner}`);
  const revoked = difference.what === 'missing' ? ['PUBLIC'] : others.map(roleOf);
  return [
    ...revoked.map((role) => change(`REVOKE ALL ON ${kind} FROM ${role}`)),
    ...Object.entries(expected).map(([property, privileges]) =>
      change(`GRANT ${privileges.replaceAll('*', '')} ON ${kind} TO ${roleOf(property)}`),
    ),
  ];
}
