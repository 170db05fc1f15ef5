import { describe, expect, it } from 'vitest';
import { prologueOf } from '../../../src/background/filter/script-prologue.ts';

const whole = (text: string) => prologueOf(text, true);

describe('how a script begins', () => {
  it.each([
    `'use strict'; a()`,
    `"use strict"`,
    `'use strict'}`,
    `/* © */ // b\n'other'; "use strict"\nlet x`,
    `'use strict'\n!function () {}()`,
    `\u00ef\u00bb\u00bf'use strict';`,
  ])('is strict: %s', (text) => expect(whole(text)).toBe('strict'));

  it.each([
    '',
    'a()',
    '// only a comment',
    `'use strict'.length`,
    `'use strict'\n.length`,
    `'use strict'\n+ 1`,
    `'use strict'\nin a`,
    `'use strict', a`,
    `'use\\x20strict'; a`,
    `('use strict')`,
  ])('is not strict: %s', (text) => expect(whole(text)).toBe('sloppy'));

  it.each([
    '#!/usr/bin/env node',
    '<!-- a',
    '--> a',
    '\u00ff\u00fea',
    '\u00c3\u00a4()',
    `'a'\n++b`,
    `// a\u00e2\u0080\u00a8'use strict'`,
  ])('lets nothing stand in front: %s', (text) => expect(whole(text)).toBe('foreign'));

  it('is not judged before enough of it is there, whatever is cut', () => {
    const text = `/* a */ 'use strict' /* b */ ; let name = 1; // the end`;
    const told = Array.from(text, (_, at) => prologueOf(text.slice(0, at), false));
    const first = told.findIndex((each) => each !== undefined);
    expect(first).toBeGreaterThan(text.indexOf(';'));
    expect(new Set(told.slice(first))).toEqual(new Set(['strict']));
  });

  it('is given up where a comment does not end', () => {
    expect(prologueOf(`/*${' '.repeat(70_000)}`, false)).toBe('foreign');
  });
});
