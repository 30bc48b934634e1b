import { contactTickets, hasTickets } from '../../../store/facts/contact-tickets';
import { windowParameter } from '../../../store/facts/facts-of-features';
import { type ContactFact, type ContactReading, contactFact, figuresOf } from './contact-fact';

const group = 'Tickets of the contact';

/** Whose there are none of has 0, where the company has tickets at all. */
function counted(reading: ContactReading, counts: readonly [number, number][]): Float64Array {
  if (!hasTickets(reading.db)) return new Float64Array(reading.people.length).fill(Number.NaN);
  const figures = figuresOf(reading, counts);
  return figures.map((figure) => (Number.isNaN(figure) ? 0 : figure));
}

const open = (isSevere: boolean) => (reading: ContactReading) =>
  counted(
    reading,
    contactTickets(reading.db, {
      accounts: reading.accounts,
      state: 'open',
      isSevere,
      before: reading.calendar.startOf(reading.today + 1),
    }),
  );

export const factsOfContactVoice: readonly ContactFact[] = [
  contactFact(
    {
      name: 'contact.tickets_open',
      group,
      label: 'Own open tickets',
      phrase: 'the contact’s open tickets',
      isPlural: true,
      type: 'number',
      unknownWhen: 'no ticket data',
    },
    open(false),
  ),
  contactFact(
    {
      name: 'contact.tickets_open_severe',
      group,
      label: 'Own open high and urgent tickets',
      phrase: 'the contact’s open high and urgent tickets',
      isPlural: true,
      type: 'number',
      unknownWhen: 'no ticket data',
    },
    open(true),
  ),
  contactFact(
    {
      name: 'contact.tickets_opened',
      group,
      label: 'Own tickets opened',
      phrase: 'tickets that the contact opened in {days}',
      isPlural: true,
      type: 'number',
      past: 'daily',
      parameters: [windowParameter],
      unknownWhen: 'no ticket data',
    },
    (reading, { days }, day) =>
      counted(
        reading,
        contactTickets(reading.db, {
          accounts: reading.accounts,
          state: 'any',
          isSevere: false,
          from: reading.calendar.startOf(day - Number(days) + 1),
          before: reading.calendar.startOf(day + 1),
        }),
      ),
  ),
];
