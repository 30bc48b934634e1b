// @ts-check
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {string | number | null | undefined} Cell empty where there is nothing */

/**
 * @template {string} Column
 * @typedef {object} CsvTable
 * @property {(cells: Partial<Record<Column, Cell>>) => void} row a cell left out is an empty one
 * @property {() => number} close answers the number of rows
 */

const flushAt = 1 << 20;

/**
 * Opens a table of a company folder for writing; rows go to disk about a megabyte at a time.
 * @template {string} Column
 * @param {string} folder
 * @param {string} name
 * @param {readonly Column[]} columns
 * @returns {CsvTable<Column>}
 */
export function openTable(folder, name, columns) {
  const file = openSync(join(folder, `${name}.csv`), 'w');
  let pending = columns.join(',');
  let rows = 0;

  function flush() {
    writeSync(file, pending);
    pending = '';
  }

  return {
    row(cells) {
      let separator = '\n';
      for (const column of columns) {
        pending += separator + encode(cells[column]);
        separator = ',';
      }
      rows++;
      if (pending.length > flushAt) flush();
    },
    close() {
      pending += '\n';
      flush();
      closeSync(file);
      return rows;
    },
  };
}

/** @param {Cell} cell */
function encode(cell) {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
