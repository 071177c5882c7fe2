import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BaselineEntry } from '../model/baseline.js';
import { InputError } from '../model/input-error.js';
import { SEVERITIES } from '../model/outcome.js';
import { codeOf, messageOf } from '../model/thrown.js';
import type { Said } from './said.js';

/**
 * Reads a file of accepted findings.
 * @param cwd what a path is relative to
 * @throws InputError naming the input, the file, and the entry that is wrong
 */
export function readBaseline(said: Said | null, cwd: string): readonly BaselineEntry[] {
  if (said === null) return [];
  const path = resolve(cwd, said.text.trim());
  const refuse = (problem: string): InputError =>
    new InputError(`${said.origin}: ${path} ${problem}; write it anew with realtime-guard baseline`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw refuse('does not exist');
    throw refuse(`cannot be read (${messageOf(error)})`);
  }
  const version = fieldOf(content, 'version');
  if (version !== 1) throw refuse(`has version ${JSON.stringify(version)}, not 1`);
  const findings = fieldOf(content, 'findings');
  if (!Array.isArray(findings)) throw refuse('has no list of findings');
  return findings.map((entry, index) => {
    if (isEntry(entry)) return entry;
    throw refuse(`has an entry ${index + 1} that is no finding`);
  });
}

function isEntry(entry: unknown): entry is BaselineEntry {
  const isSaid = ['ruleId', 'subject', 'message', 'fingerprint'].every(
    (name) => typeof fieldOf(entry, name) === 'string',
  );
  return isSaid && SEVERITIES.some((severity) => severity === fieldOf(entry, 'severity'));
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
