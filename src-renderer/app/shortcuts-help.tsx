import { Dialog } from '../ui/dialog';
import classes from './shortcuts-help.module.css';

const command = window.steward.platform === 'darwin' ? '⌘' : 'Ctrl';

const groups: readonly { title: string; keys: readonly [keys: readonly string[], meaning: string][] }[] = [
  {
    title: 'Everywhere',
    keys: [
      [[command, 'K'], 'Search accounts, contacts and actions'],
      [[command, 'F'], 'Find on this page; Enter goes to the next place'],
      [[command, '1'], 'Today'],
      [[command, '2'], 'CTAs'],
      [[command, '3'], 'Accounts'],
      [[command, '4'], 'Risk'],
      [[command, '5'], 'Interventions'],
      [[command, '6'], 'Rules'],
      [[command, '7'], 'Templates'],
      [[command, '8'], 'Monitor'],
      [[command, '9'], 'Milestones'],
      [[command, ','], 'Settings'],
      [[command, 'N'], 'Quick note, about the account that is meant or that it names'],
      [[command, 'R'], 'Sync now'],
      [[command, 'Shift', 'C'], 'Copy the figure under the pointer or the row one is on, with what it is of'],
      [[command, 'Z'], 'Undo the last thing that was done'],
      [['Alt', '←'], 'Back'],
      [['Alt', '→'], 'Forward'],
      [[command, 'Enter'], `Open the account in a new window; so does a click with ${command}`],
      [['i'], 'New message, to the account that is open or chosen'],
      [['?'], 'This help'],
    ],
  },
  {
    title: 'Today',
    keys: [
      [['j'], 'Next'],
      [['k'], 'Previous'],
      [['Enter'], 'Open the account'],
      [['x'], 'Choose, to put several away at once'],
      [['e'], 'Done'],
      [['s'], 'Snooze'],
      [['u'], 'Undo the last done or snooze, then those before'],
      [['b'], 'Bring back, in Done and Snoozed'],
    ],
  },
  {
    title: 'CTAs',
    keys: [
      [['j'], 'Next CTA'],
      [['k'], 'Previous CTA'],
      [['Enter'], 'Open the account'],
      [['e'], 'Close; then 1 to 5 for how it ended'],
      [['s'], 'Snooze'],
      [['b'], 'Wake'],
      [['t'], 'Write a task'],
      [['n'], 'New CTA'],
    ],
  },
  {
    title: 'Tasks',
    keys: [
      [['l'], 'List'],
      [['b'], 'Board'],
      [['v'], 'Calendar'],
      [['n'], 'New task'],
      [['x'], 'Choose, to do something with several at once'],
      [['e'], 'Done, or open again'],
      [['d'], 'Move to another day'],
      [['s'], 'Snooze'],
      [['g'], 'Give to a colleague'],
      [['c'], 'Change'],
      [['1', '4'], 'On the board: put it into a column'],
      [['←', '→'], 'In the calendar: the day beside; [ and ] the week beside'],
      [['t'], 'In the calendar: today; m shows the month, w the week'],
    ],
  },
  {
    title: 'Milestones',
    keys: [
      [['←', '→'], 'The pace beside'],
      [['j'], 'Next plan of the pace'],
      [['k'], 'Previous plan'],
      [['Enter'], 'Open the account'],
      [['e'], 'Its next milestone is done'],
    ],
  },
  {
    title: 'Accounts',
    keys: [
      [['x'], 'Choose, to do something with several at once'],
      [['e'], 'Done, for those chosen that wait on Today'],
      [['s'], 'Snooze them'],
      [['u'], 'Undo the last done or snooze'],
    ],
  },
  {
    title: 'Account in the queue',
    keys: [
      [['j'], 'Next of the queue'],
      [['k'], 'Previous of the queue'],
      [['e'], 'Done'],
      [['s'], 'Snooze'],
      [['u'], 'Undo the last done or snooze'],
      [['b'], 'Bring this account back'],
    ],
  },
  {
    title: 'Approvals',
    keys: [
      [['j'], 'Next'],
      [['k'], 'Previous'],
      [['a'], 'Approve'],
      [['e'], 'Edit before it goes'],
      [['r'], 'Reject'],
      [['Enter'], 'Look at it'],
    ],
  },
  {
    title: 'Notes of an account',
    keys: [
      [['n'], 'Write a note'],
      [[command, 'Enter'], 'Keep it'],
    ],
  },
  {
    title: 'Rules and templates',
    keys: [
      [[command, 'S'], 'Save'],
      [['Alt', '↑'], 'Move a condition up, out of its group or into the one above'],
      [['Alt', '↓'], 'Move it down'],
    ],
  },
  {
    title: 'Tables',
    keys: [
      [['↑', '↓'], 'Move'],
      [['Page Up', 'Page Down'], 'Move by a page'],
      [['Home', 'End'], 'First, last'],
      [['Enter'], 'Open'],
      [['/'], 'Search in the list'],
      [[command, 'E'], 'Export accounts as CSV'],
    ],
  },
];

export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose} size="lg">
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(([keys, meaning]) => (
                <div key={meaning} className={classes.shortcut}>
                  <dt>{meaning}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
