import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useId, useState } from 'react';
import { type Mentionable, markOf } from '../../src-preload/contract/mentions';
import { mentionAt, type TypedMention } from '../ui/notes/mention-at';
import { trpc } from './client';
import classes from './use-mentions.module.css';

const kinds = { colleague: 'Colleague', contact: 'Contact' } as const;

interface Typed extends TypedMention {
  readonly field: HTMLTextAreaElement;
}

export interface Mentions {
  /** Whom the writer chose. */
  readonly meant: readonly Mentionable[];
  /** Of the field in which the text is written. */
  readonly field: object;
  /** After each change of the text. */
  look: (field: HTMLTextAreaElement) => void;
  /** @returns whether the key was meant for the list */
  onKeyDown: (event: KeyboardEvent) => boolean;
  /** Who fits what is typed behind the @; null: nothing is. */
  readonly list: ReactNode;
}

/** Offers whom a text can mention, once an @ is typed in it. @param account whose contacts are meant; null: none is chosen yet */
export function useMentions(account: number | null): Mentions {
  const [typed, setTyped] = useState<Typed | null>(null);
  const [current, setCurrent] = useState(0);
  const [meant, setMeant] = useState<readonly Mentionable[]>([]);
  const listId = useId();
  const found = useQuery({
    ...trpc.account.mentionable.queryOptions(
      typed === null || account === null ? skipToken : { id: account, words: typed.words },
    ),
    placeholderData: keepPreviousData,
  });
  const people = typed === null ? [] : (found.data?.people ?? []);
  const optionId = (place: number) => `${listId}-${place}`;

  function choose(person: Mentionable): void {
    if (typed === null) return;
    setMeant([...meant, person]);
    setTyped(null);
    const { field, from, to } = typed;
    field.focus();
    field.setRangeText(`${markOf(person.name)} `, from, to, 'end');
    // As if it had been typed, so that who holds the text hears of it.
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function look(field: HTMLTextAreaElement): void {
    const mention = mentionAt(field.value, field.selectionStart);
    if (mention === null) setTyped(null);
    else if (typed === null || mention.from !== typed.from || mention.words !== typed.words) {
      setTyped({ ...mention, field });
      setCurrent(0);
    }
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    const person = people[current];
    if (person === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'ArrowDown') setCurrent((current + 1) % people.length);
    else if (event.key === 'ArrowUp') setCurrent((current + people.length - 1) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(person);
    else if (event.key === 'Escape') setTyped(null);
    else return false;
    event.preventDefault();
    // Neither the form nor a dialog around it is meant.
    event.stopPropagation();
    return true;
  }

  return {
    meant,
    field: {
      'aria-autocomplete': 'list',
      // Escape is meant for the list, and not for a dialog around it.
      'data-mantine-stop-propagation': people.length > 0,
      ...(people.length > 0 && { 'aria-controls': listId, 'aria-activedescendant': optionId(current) }),
      onBlur: () => setTyped(null),
      // The caret went elsewhere: what is offered is for where it is.
      onClick: (event: SyntheticEvent<HTMLTextAreaElement>) => look(event.currentTarget),
    },
    look,
    onKeyDown,
    list: people.length > 0 && (
      <div id={listId} role="listbox" aria-label="Who is mentioned" className={classes.list}>
        {people.map((person, place) => (
          <div
            key={`${person.kind} ${person.id}`}
            id={optionId(place)}
            role="option"
            tabIndex={-1}
            aria-selected={place === current}
            className={classes.person}
            // The field keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(person);
            }}
          >
            <span dir="auto">{person.name}</span>
            <span className="faint">{kinds[person.kind]}</span>
          </div>
        ))}
      </div>
    ),
  };
}
