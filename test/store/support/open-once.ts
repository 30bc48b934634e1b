// run-ts.mjs test/store/support/open-once.ts FILE   opens the store with the key beside it, once it is told to on stdin
import { once } from 'node:events';
import { keyFromFile } from '../../../src-main/store/file/key';
import { openStore } from '../../../src-main/store/file/open';

const [, file = ''] = process.argv.slice(1);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: () => 1_000 });
store.backUp();
store.read.prepared('select count(*) from saved_views').get();
store.close();
process.stdout.write('done\n');
process.exit(0);
