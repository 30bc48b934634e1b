// Run inside an Electron by setup: does this native binding hold when memory is collected?
const Database = require('better-sqlite3');

const [nativeBinding] = process.argv.slice(2);
const open = () => new Database(':memory:', { nativeBinding });

const kept = open();
kept.exec('CREATE TABLE words (id INTEGER, word TEXT)');
for (let round = 0; round < 100; round++) {
  for (let id = 0; id < 20; id++) kept.prepare('INSERT INTO words VALUES (?, ?)').run(id, `word ${id}`);
  for (const row of kept.prepare('SELECT * FROM words').iterate()) if (row.id === 3) break;
  const dropped = open();
  dropped.function('twice', (value) => value * 2);
  dropped.prepare('SELECT twice(21)').get();
  global.gc();
}
const { rows } = kept.prepare('SELECT count(*) AS rows FROM words').get();
if (rows !== 2000) throw new Error(`wrote 2000 rows, read ${rows}`);
setImmediate(() => global.gc());
