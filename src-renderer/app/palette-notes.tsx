import { Combobox } from '@mantine/core';
import type { FoundNote } from '../../src-preload/contract/palette';
import { dayOfInstant, formatDay } from '../ui/format/day';
import { icons, places } from './palette-lines';
import classes from './palette-notes.module.css';

/** Notes that have the words, with these marked. */
export function FoundNotes({ notes }: { notes: readonly FoundNote[] }) {
  return (
    <Combobox.Group label="In notes">
      {notes.map((note, place) => (
        <Combobox.Option key={places[place]} value={`note:${note.id}`} className={classes.line}>
          <span className={classes.icon}>{icons.note}</span>
          <span className={classes.words}>
            <span className="truncate" dir="auto">
              {wordsOf(note)}
            </span>
            <span className={`${classes.where} truncate`}>
              {note.account}, {formatDay(dayOfInstant(note.at))}
            </span>
          </span>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}

function wordsOf({ parts }: FoundNote) {
  return keyed(parts).map(({ key, text, fits }) =>
    fits ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>,
  );
}

/** Parts of a text have no other name than their place in it. */
function keyed(parts: FoundNote['parts']) {
  return parts.map((part, place) => ({ ...part, key: `${place}` }));
}
