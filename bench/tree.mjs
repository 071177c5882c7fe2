import { compileOnce } from './product.mjs';
import { renderTable } from './report.mjs';
import { treeRows } from './source.mjs';

/** `node bench/tree.mjs FOLDER [ROUNDS]`: what the list of subscriptions of a tree of your own costs. It is under git. */
const [folder, rounds = '3'] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Name a folder: node bench/tree.mjs FOLDER [ROUNDS]\n');
  process.exitCode = 2;
} else {
  compileOnce();
  process.stdout.write(`${renderTable(await treeRows(folder, Number(rounds)))}\n`);
}
