import { findTexts } from '../../src-main/store/texts/find-texts';
import { bulkTransaction } from '../../src-main/store/write-transaction';
import { addAccount, temporaryStore } from '../support/store-builder';
import { type BenchRow, comparison, figure } from './bench-row';
import { drawn } from './drawn';
import { quantile, seconds, size } from './timing';

const today = 20_775;
const now = today * 86_400_000;
const accounts = 200;
const wordsOfText = 20;
const rounds = 15;

/** Finding what was written among many texts of several years, as somebody types, beside FTS5’s own ranking alone. */
export async function benchTexts(log: (text: string) => void): Promise<BenchRow[]> {
  const count = size('TEXTS', 200_000);
  log(`${count} texts`);
  const temporary = temporaryStore(() => now);
  const { store } = temporary;
  try {
    for (let number = 0; number < accounts; number++) addAccount(store, today);
    const filled = await seconds(() => fill(count));
    const ours: number[] = [];
    const alone: number[] = [];
    const peer = store.read.prepared<[string], unknown>(
      'select rowid from texts_words where texts_words match ? order by rank limit 6',
    );
    for (let round = 0; round < rounds; round++) {
      for (const typed of typedWords) {
        const began = performance.now();
        findTexts(store.read, { typed, limit: 6, now });
        const between = performance.now();
        peer.all(
          typed
            .split(' ')
            .map((word) => `"${word}"*`)
            .join(' '),
        );
        ours.push(between - began);
        alone.push(performance.now() - between);
      }
    }
    const ofAccount: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const typed of typedWords) {
        const began = performance.now();
        findTexts(store.read, { typed, limit: 100, now, organizationId: 1 + (round % accounts) });
        ofAccount.push(performance.now() - began);
      }
    }
    const own = { name: 'FTS5’s ranking alone', value: quantile(alone, 0.95) };
    return [
      comparison('what was written, found by its words, p95', quantile(ours, 0.95), 'ms', own, '<= 1'),
      figure('the same, in the middle', quantile(ours, 0.5), 'ms'),
      figure('of one account, p95', quantile(ofAccount, 0.95), 'ms', '< 50'),
      figure('a text written with its words', (1000 * filled.seconds) / count, 'ms'),
    ];
  } finally {
    temporary.remove();
  }

  function fill(rows: number): void {
    const draw = drawn(7);
    const insert = store.db.tx.prepared<[number, number, string, string, number]>(
      `insert into support_tickets (ticket_id, organization_id, external_id, subject, severity, opened_at)
       values (?, ?, ?, ?, 'low', ?)`,
    );
    for (let from = 0; from < rows; from += 1_000) {
      bulkTransaction(store, 'bench.texts', () => {
        for (let row = from; row < Math.min(rows, from + 1_000); row++) {
          const words = Array.from({ length: wordsOfText }, () => wordOf(draw()));
          if (row % 3 === 0) words.push('renewal');
          insert.run(row, 1 + (row % accounts), `t${row}`, words.join(' '), now - (rows - row) * 600_000);
        }
      });
    }
  }
}

const vocabulary = 20_000;
const letters = 'etaoinshrdlcumwfgypbvkjxqz';

/** Few words are common and most are rare. */
function wordOf(share: number): string {
  const number = Math.floor(vocabulary * share ** 3);
  const draw = drawn(number + 1);
  return Array.from(
    { length: 3 + Math.floor(6 * draw()) },
    () => letters[Math.floor(26 * draw() ** 1.5)],
  ).join('');
}

const typedWords = [
  'renewal',
  'ren',
  'renew tal',
  `${wordOf(0)} ${wordOf(0.1)}`,
  wordOf(0.3),
  wordOf(0.9).slice(0, 3),
];
