import {
  type BookPart,
  type BookThenReport,
  bookParts,
} from '../../../../src-preload/contract/reports/book-then';
import {
  bookOwnerWords,
  bookPartHelp,
  bookPartWords,
  isSeldom,
  sumOfMoves,
} from '../../../../src-preload/contract/reports/book-words';
import { exactSum } from '../../../../src-preload/contract/words';
import { formatCount, formatMoney, formatMoneySigned } from '../../../ui/format/number';
import { FactTable } from '../../../ui/table/fact-table';
import { named } from '../../../ui/words/named';
import classes from '../reports-screen.module.css';
import { useShow } from '../use-revenue';

const right = (name: string, help: string) => ({ name, align: 'right' as const, help });

/** One's own book, what is nobody's, and all together: then and what came make what is now and what went. */
export function BooksThenTable({ report: { books, total } }: { report: BookThenReport }) {
  const parts = bookParts.filter(
    (part) => part !== 'appeared' || !isSeldom(part, total === null ? books : [...books, { moves: total }]),
  );
  return (
    <FactTable
      columns={[
        'Owner',
        ...parts.map((part) => right(bookPartWords[part], bookPartHelp[part])),
        right('ARR then', 'What the customers of that day paid in a year'),
        right('ARR now', 'What the customers of now pay in a year'),
        right('Change', 'ARR now less ARR then'),
      ]}
    >
      {books.map(({ ownerId, owner, moves }) => (
        <tr key={ownerId ?? 'nobody'}>
          <th scope="row">{named(bookOwnerWords({ id: ownerId, name: owner }))}</th>
          <Figures
            book={ownerId ?? 0}
            name={bookOwnerWords({ id: ownerId, name: owner })}
            moves={moves}
            parts={parts}
          />
        </tr>
      ))}
      {total !== null && (
        <tr className={classes.sum}>
          <th scope="row">All</th>
          <Figures book={null} name="All" moves={total} parts={parts} />
        </tr>
      )}
    </FactTable>
  );
}

interface FiguresProps {
  /** 0: of nobody; null: of all, which opens to no accounts. */
  book: number | null;
  name: string;
  moves: BookThenReport['books'][number]['moves'];
  parts: readonly BookPart[];
}

function Figures({ book, name, moves, parts }: FiguresProps) {
  const show = useShow();
  const [then, now] = [sumOfMoves(moves, 'was').arrThen, sumOfMoves(moves, 'now').arrNow];
  return (
    <>
      {parts.map((part) => {
        const figure = formatCount(sumOfMoves(moves, part).accounts);
        return book === null ? (
          <td key={part} data-align="right">
            {figure}
          </td>
        ) : (
          <td key={part} data-align="right">
            <button
              type="button"
              className={classes.figure}
              aria-label={`${figure}: ${bookPartWords[part].toLowerCase()}, book of ${name}, open its accounts`}
              onClick={() => show({ was: part, book }, true)}
            >
              {figure}
            </button>
          </td>
        );
      })}
      <td data-align="right">{formatMoney(then)}</td>
      <td data-align="right">{formatMoney(now)}</td>
      <td data-align="right">{formatMoneySigned(exactSum(now - then))}</td>
    </>
  );
}
