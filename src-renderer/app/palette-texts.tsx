import { Combobox } from '@mantine/core';
import { type FoundText, foundTextKindWords } from '../../src-preload/contract/texts';
import { dayOfInstant, formatDay } from '../ui/format/day';
import { MarkedText } from '../ui/marked-text';
import { icons, places } from './palette-lines';
import classes from './palette-texts.module.css';

/** What was written that has the words, with these marked. */
export function FoundTexts({ texts }: { texts: readonly FoundText[] }) {
  return (
    <Combobox.Group label="In what was written">
      {texts.map((text, place) => (
        <Combobox.Option key={places[place]} value={`text:${text.id}`} className={classes.line}>
          <span className={classes.icon}>{icons.text}</span>
          <span className={classes.words}>
            <span className="truncate" dir="auto">
              <MarkedText parts={text.parts} />
            </span>
            <span className={`${classes.where} truncate`}>
              {foundTextKindWords[text.kind]}, {text.account}, {formatDay(dayOfInstant(text.at))}
            </span>
          </span>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}
