import { Button } from '@mantine/core';
import { marksOf, piecesOf } from '../../../../src-preload/contract/mentions';
import type { Note } from '../../../../src-preload/contract/notes';
import { useStepTasks } from '../../../api/use-step-tasks';
import { AccountLink } from '../../../ui/account-link';
import { ContactLink } from '../../../ui/contact-link';
import { notifyDone } from '../../../ui/notify';
import classes from './note-words.module.css';

interface NoteWordsProps {
  /** The account's number. */
  id: number;
  note: Note;
  mayManage: boolean;
}

/** What a note says; behind each of its next steps its task, or the button that makes one. */
export function NoteWords({ id, note, mayManage }: NoteWordsProps) {
  const tasks = useStepTasks();
  const open = note.steps.filter(({ task }) => task === null);
  async function make(steps: 'all' | string[]): Promise<void> {
    const made = await tasks.make(id, note.id, steps);
    if (made?.count === 0) notifyDone('The task was there already.');
    else if (made !== null)
      notifyDone(made.count === 1 ? 'The task is there.' : `${made.count} tasks are there.`, made.undo);
  }
  return (
    <>
      <p className={classes.text}>
        {linesOf(note).map(({ place, line, step, before }) => (
          <span key={place}>
            <MarkedLine id={id} note={note} line={line} before={before} />
            {step?.task && (
              <AccountLink id={id} tab="ctas" name={step.task.title} className={classes.task}>
                {step.task.isDone ? 'Task done' : 'Task made'}
              </AccountLink>
            )}
            {step?.task === null && mayManage && (
              <Button
                className={classes.make}
                variant="default"
                size="compact-xs"
                aria-label={`Make a task of “${step.words}”`}
                disabled={tasks.isPending}
                onClick={() => void make([step.words])}
              >
                Make a task
              </Button>
            )}
            {'\n'}
          </span>
        ))}
      </p>
      {mayManage && open.length > 1 && (
        <Button
          className={classes.all}
          variant="default"
          size="compact-xs"
          loading={tasks.isPending}
          onClick={() => void make('all')}
        >
          Make tasks of all {open.length}
        </Button>
      )}
    </>
  );
}

interface MarkedLineProps extends Pick<NoteWordsProps, 'id' | 'note'> {
  line: string;
  /** How many marks the lines before it have. */
  before: number;
}

/** A line with whom it mentions: a contact leads to their screen. */
function MarkedLine({ id, note, line, before }: MarkedLineProps) {
  return piecesOf(line, before).map(({ text, mark }, place) => {
    const key = `${place} ${text}`;
    const meant = mark === null ? undefined : note.mentions[mark];
    if (meant == null) return <span key={key}>{text}</span>;
    const { kind, name } = meant;
    if (kind === 'contact')
      return <ContactLink key={key} account={id} contact={{ ...meant, name: `@${name}` }} />;
    return (
      <strong key={key} className={classes.colleague} title="A colleague">
        @{name}
      </strong>
    );
  });
}

function linesOf({ text, steps }: Note) {
  const byLine = new Map(steps.map((step) => [step.line, step]));
  let marks = 0;
  return text.split(/\r\n?|\n/).map((line, place) => {
    const before = marks;
    marks += marksOf(line).length;
    return { place, line, before, step: byLine.get(place) };
  });
}
