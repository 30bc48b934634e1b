import { describe, expect, test } from 'vitest';
import { saysAway, saysLeft, saysUnsubscribe } from '../../../src-main/delivery/inbox/classify/away-words';
import { newWords } from '../../../src-main/delivery/inbox/classify/new-words';
import { untilDay } from '../../../src-main/delivery/inbox/classify/until-day';
import { dayOrNull, parseDay } from '../../../src-main/lib/day';

describe('that somebody left for good', () => {
  test.each([
    'Ana no longer works here.',
    'I am no longer with Customer Inc.',
    'Ana Lopez is no longer employed at Customer.',
    'Please note that I have left the company.',
    'Ana has retired.',
    'Today is my last day at Customer.',
    'Herr Müller ist aus unserem Unternehmen ausgeschieden.',
    'Ich bin nicht mehr für die Kunde GmbH tätig.',
    'Frau Stein hat das Unternehmen verlassen.',
    'Anne ne fait plus partie de la société.',
    'Anne a quitté la société.',
    'Luis ya no forma parte de nuestra empresa.',
    'Marco non lavora più presso Cliente.',
    'Marco ha lasciato l’azienda.',
    'Piet is uit dienst.',
    'O João já não trabalha na nossa empresa.',
    'Sven arbetar inte längre på Kund AB.',
    'Ola er ikke lenger ansatt hos oss.',
    'Jan już nie pracuje w firmie.',
    'Jan nie pracuje już.',
    'Hon är inte längre kvar hos oss.',
    'Иван больше не работает в компании.',
    '田中は退職いたしました。',
    '张伟已离职。',
  ])('is said by “%s”', (text) => expect(saysLeft(text)).toBe(true));

  test.each([
    'I no longer read this mailbox on Fridays.',
    'We are not able to work with PDF files.',
    'I am no longer waiting for the export, it works now.',
    'Ich bin nächste Woche nicht mehr im Büro, davor gern.',
    'Das geht nicht mehr.',
    'Je ne suis pas au bureau.',
    'I am on leave until Monday.',
    'She has left for the day.',
    'The company has left us a message.',
  ])('is not said by “%s”', (text) => expect(saysLeft(text)).toBe(false));
});

describe('that somebody is away for a while', () => {
  test.each([
    'I am out of the office.',
    'On annual leave until 3 April',
    'Ich bin im Urlaub.',
    'Je suis en congé.',
    'Estoy de vacaciones.',
    'Sono in ferie.',
    'Ik ben afwezig.',
    'Estou de férias.',
    'Jag är på semester.',
    'Jestem na urlopie.',
    'Я в отпуске.',
    '休暇中です',
  ])('is said by “%s”', (text) => expect(saysAway(text)).toBe(true));
  test.each(['We have received your request.', 'Ihr Anliegen ist uns wichtig.'])(
    'is not said by “%s”',
    (text) => expect(saysAway(text)).toBe(false),
  );
});

describe('that somebody wants nothing more', () => {
  test.each([
    'STOP',
    'unsubscribe',
    'Please take me off your list',
    'Bitte aus dem Verteiler nehmen',
    'Désinscription',
  ])('is said by “%s”', (text) => expect(saysUnsubscribe(text)).toBe(true));
  test.each([
    'Please stop by on Thursday',
    'How do my users unsubscribe from reports?',
    'Baja California is nice',
  ])('is not said by “%s”', (text) => expect(saysUnsubscribe(text)).toBe(false));
});

describe('until when somebody is away', () => {
  const day = parseDay('2026-03-10');
  test.each([
    ['until 2026-03-16', '2026-03-16'],
    ['back on March 16', '2026-03-16'],
    ['back on 16 March', '2026-03-16'],
    ['returning on Monday, March 16th, 2026', '2026-03-16'],
    ['bis einschließlich 3.4.', '2026-04-03'],
    ['wieder ab dem 3. April erreichbar', '2026-04-03'],
    ['jusqu’au 2 avril', '2026-04-02'],
    ['hasta el 1 de abril de 2026', '2026-04-01'],
    ['fino al 20 marzo', '2026-03-20'],
    ['tot 21 maart', '2026-03-21'],
    ['do 1 kwietnia', '2026-04-01'],
    // The next such day.
    ['until 2 January', '2027-01-02'],
    ['until 25/03/2026', '2026-03-25'],
    ['until 03/25/2026', '2026-03-25'],
    ['until 04/04/2026', '2026-04-04'],
  ])('“%s” is %s', (text, meant) => expect(dayOrNull(untilDay(text, day))).toBe(meant));
  test.each([
    ['which day nobody knows', 'until 04/05/2026'],
    ['a day that there is not', 'until 30 February 2026'],
    ['a day long ago', 'until 16 March 2019'],
    ['a day of another age', 'until 16 March 2199'],
    ['no day', 'until further notice'],
    ['a day that ends nothing', 'our fair is on 16 March 2026'],
    ['another sentence', 'I am away until then. We met on 16 March 2026'],
  ])('of %s, “%s”, is not known', (_why, text) => expect(untilDay(text, day)).toBeNull());
});

describe('what is new in an answer', () => {
  test.each([
    ['above a quote', 'Yes.\n\n> no?', 'Yes.'],
    ['above who wrote what', 'Yes.\n\nOn Tue, 10 Mar 2026, Ada wrote:\nno?', 'Yes.'],
    [
      'above who wrote what, in German',
      'Ja.\n\nAm Di., 10. März 2026 um 09:00 Uhr schrieb Ada <ada@acme.example>:\nno?',
      'Ja.',
    ],
    ['above an original message', 'Yes.\n-----Original Message-----\nFrom: Ada', 'Yes.'],
    ['above a head of Outlook', 'Oui.\n\nDe : Ada\nEnvoyé : mardi\nÀ : Ana\n\nno?', 'Oui.'],
    ['above a line of Outlook', 'Yes.\n________________________________\nFrom: Ada', 'Yes.'],
    ['above a foot', 'Yes.\n-- \nAna Lopez\nCustomer Inc', 'Yes.'],
    ['below a quote', '> no?\nYes.', 'Yes.'],
    ['between quotes', '> no?\nYes.\n> really?\nYes, really.', 'Yes.\nYes, really.'],
    [
      'whole, where nothing is quoted',
      'On Monday we wrote to you.\nAnd?',
      'On Monday we wrote to you.\nAnd?',
    ],
    ['nothing', '', ''],
  ])('is %s', (_where, text, words) => expect(newWords(text)).toBe(words));

  test('is cut where it is long, at a letter', () => {
    const words = newWords('😀'.repeat(3000));
    expect(words.length).toBeLessThanOrEqual(2000);
    expect(words.isWellFormed()).toBe(true);
    expect(words.endsWith('…')).toBe(true);
  });
});
