import type { AssignmentPlan, HandOverPlan, TeamMember } from '../../../src-preload/contract/team';
import { counted, plural, wholeNumber } from '../../../src-preload/contract/words';

const stateWords: Readonly<Record<TeamMember['state'], string>> = {
  in: '',
  invited: ', invited and not signed in yet',
  'out of date': ', password out of date',
  'no login': ', without a login of the server',
};

export function membersLines(members: readonly TeamMember[]): string[] {
  if (members.length === 0) return ['Nobody is in the team yet.'];
  return members.map(({ login, role, scope, managerEmail, accounts, state, passwordUntil }) => {
    const sees = scope === 'all' ? 'sees every account' : 'sees its own accounts';
    const own = managerEmail === null ? '' : `, ${counted(accounts, 'account')} of ${managerEmail}`;
    const until = passwordUntil === null ? '' : `, password until ${new Date(passwordUntil).toISOString()}`;
    return `${login}: ${role}, ${sees}${own}${stateWords[state]}${until}`;
  });
}

/** What a hand-over does or did. */
export function handOverLines(plan: HandOverPlan, isDone: boolean): string[] {
  const { from, to, accounts, renewals, openTickets, ctas, notes, pulses, overrides, logins } = plan;
  return [
    isDone
      ? `${counted(accounts, 'account')} of ${from.name} ${plural(accounts, 'is', 'are')} now with ${to.name}.`
      : `${counted(accounts, 'account')} of ${from.name} would go to ${to.name}.`,
    `Open in them: ${counted(renewals, 'renewal')} within 90 days, ${counted(openTickets, 'support ticket')}, ${counted(ctas, 'CTA')}.`,
    `These stay with the accounts: ${counted(notes, 'note')}, ${counted(pulses, 'pulse')}, ${counted(overrides, 'override')}.`,
    ...logins.flatMap(({ login, snoozed, sharedViews, lastSentAt }) => [
      `${login} has put ${counted(snoozed, 'item')} away from Today: they show again with ${to.name}. ${counted(sharedViews, 'shared view stays', 'shared views stay')} under its name.`,
      `${login} last sent a decision ${lastSentAt === null ? 'never' : `at ${new Date(lastSentAt).toISOString()}`}. What is decided at its desktop and not sent by then comes back to it, with ${to.name}’s name: let it sync first.`,
    ]),
    ...(isDone ? [] : ['Nothing was changed. Add --apply to do it.']),
  ];
}

/** What a file of assignments does or did. */
export function assignmentLines(plan: AssignmentPlan, isDone: boolean): string[] {
  const { moves, unchanged, managers, setAside, firstSetAside, first } = plan;
  return [
    `${counted(moves, 'account')} ${isDone ? 'went' : 'would go'} to another owner, ${counted(unchanged, 'is theirs', 'are theirs')} already, ${counted(setAside, 'line')} can’t be used.`,
    ...managers.map(
      ({ name, email, isNew, before, after }) =>
        `  ${name} <${email}>${isNew ? ' (new)' : ''}: ${wholeNumber(before)} -> ${wholeNumber(after)}`,
    ),
    ...(isDone
      ? []
      : first
          .slice(0, 20)
          .map(({ account, name, from, to }) => `  ${account} ${name}: ${from ?? 'nobody'} -> ${to}`)),
    ...(!isDone && moves > 20 ? [`  … and ${wholeNumber(moves - 20)} more`] : []),
    ...firstSetAside.slice(0, 20).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(setAside > 20 ? [`  … and ${wholeNumber(setAside - 20)} more`] : []),
    ...(isDone ? [] : ['Nothing was changed. Add --apply to do it.']),
  ];
}
