import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { withEagerModules } from '../../scripts/eager-modules.mjs';

const scripts = ['dist', 'dist/cli', 'dist/embedded'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name)),
);

describe('the modules of a shipped script', () => {
  test('are all written so that they are compiled with it', () => {
    const texts = scripts.map((path) => readFileSync(path, 'utf8'));
    const lazy = texts.flatMap((text) => text.match(/[{,]\d+:(?:\w+|\([\w,]*\))=>\{/g) ?? []);
    const eager = texts.flatMap((text) => text.match(/[{,]\d+:\(function\([\w,]*\)\{/g) ?? []);
    expect(lazy).toEqual([]);
    expect(eager.length).toBeGreaterThan(500);
  });

  test.each([
    ['of one parameter', 'var r={7:e=>{e.x=1}};', 'var r={7:(function(e){e.x=1})};'],
    ['of several', 'r={7:(e,t,n)=>{n(8)},8:()=>{}};', 'r={7:(function(e,t,n){n(8)}),8:(function(){})};'],
    [
      'behind the line of an interpreter',
      '#!/usr/bin/env node\nr={7:e=>{}}',
      '#!/usr/bin/env node\nr={7:(function(e){})}',
    ],
    ['with functions in it', 'r={7:e=>{e.x={9:t=>{t()}}}}', 'r={7:(function(e){e.x={9:t=>{t()}}})}'],
    [
      'with a this that is its own',
      'r={7:e=>{e.x=function(){this.y=1}}}',
      'r={7:(function(e){e.x=function(){this.y=1}})}',
    ],
    ['with the this of a class', 'r={7:e=>{class A{y=this}}}', 'r={7:(function(e){class A{y=this}})}'],
  ])('%s', (_, written, eager) => {
    expect(withEagerModules(written)).toBe(eager);
  });

  test.each([
    ['that waits', 'r={7:async e=>{await e}}'],
    ['that is one expression', 'r={7:e=>e.x}'],
    ['with the this of what is around it', 'r={7:e=>{e.x=()=>this}}'],
    ['under a name', 'r={a:e=>{e()}}'],
  ])('%s is left as it is', (_, written) => {
    expect(withEagerModules(written)).toBe(written);
  });

  test('do what they did', () => {
    const written = 'const r={1:(e,t)=>{e.x=t(2).y+1},2:e=>{e.y=41}},s=i=>{const e={};r[i](e,s);return e};s(1).x';
    const eager = withEagerModules(written);
    expect(eager).not.toBe(written);
    expect(runInNewContext(eager)).toBe(runInNewContext(written));
  });
});
