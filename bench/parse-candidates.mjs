import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from '@babel/parser';
import { whyNotWritten } from '../lib/subscriptions/not-written.js';

/**
 * The least that a list of subscriptions can take with this parser: git names the files in which postgres_changes stands,
 * and the scripts among them are read as trees, which are thrown away. Nothing is looked up in them or followed. What no
 * person wrote is left out, as the list does: one bundle takes the parser as long as a hundred sources.
 */
const { stdout } = spawnSync('git', ['grep', '-l', 'postgres_changes'], { encoding: 'utf8', maxBuffer: 1e9 });
const scripts = stdout.split('\n').filter((file) => /\.([cm]?[jt]sx?|vue|svelte|astro|html?)$/.test(file));
let [parsed, failed] = [0, 0];
for (const file of scripts) {
  const text = readFileSync(file, 'utf8');
  if (whyNotWritten(text, text.indexOf('postgres_changes')) !== null) continue;
  const script = /\.(vue|svelte|astro|html?)$/.test(file) ? scriptsIn(text) : text;
  try {
    parse(script, { sourceType: 'module', errorRecovery: true, attachComment: false, plugins: pluginsFor(file) });
    parsed += 1;
  } catch {
    // Half of a file, as templates of code generators are.
    failed += 1;
  }
}
if (parsed === 0 || parsed < failed * 9) throw new Error(`${parsed} scripts could be parsed, and ${failed} could not`);

function scriptsIn(text) {
  return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, inside]) => inside).join('\n');
}

function pluginsFor(file) {
  return /\.([cm]?ts|vue|svelte|astro|html?)$/.test(file)
    ? ['typescript', 'decorators']
    : ['typescript', 'jsx', 'decorators'];
}
