import { expect, it } from 'vitest';
import { prependTo, type Prelude, type Stream } from '../../../src/background/filter/script-stream.ts';

/** The browser's stream, and what came out of it. */
function passing(wanted: Promise<Prelude | undefined>) {
  const written: number[] = [];
  const state = { isDisconnected: false };
  const stream: Stream = {
    write: (data) => void written.push(...new Uint8Array(data)),
    disconnect: () => void (state.isDisconnected = true),
  };
  prependTo(stream, wanted);
  return {
    state,
    out: () => new TextDecoder().decode(Uint8Array.from(written)),
    written,
    data: (bytes: Uint8Array) => stream.ondata?.({ data: bytes.slice().buffer }),
    stop: () => stream.onstop?.({ data: new ArrayBuffer(0) }),
  };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const prelude: Prelude = (isStrict) => (isStrict ? '[strict]' : '[sloppy]');

it('a script passes behind the prelude, and its rest by itself', async () => {
  const script = passing(Promise.resolve(prelude));
  await Promise.resolve();
  script.data(bytes(`'use strict'; first(); second();`));
  expect(script.out()).toBe(`[strict]'use strict'; first(); second();`);
  expect(script.state.isDisconnected).toBe(true);
});

it('nothing is written before it is known whether and how', async () => {
  let decide: (found: Prelude | undefined) => void = () => undefined;
  const script = passing(new Promise((resolve) => (decide = resolve)));
  script.data(bytes('/* a'));
  script.data(bytes(' */ b(); c(); d();'));
  expect(script.out()).toBe('');
  decide(prelude);
  await Promise.resolve();
  expect(script.out()).toBe('[sloppy]/* a */ b(); c(); d();');
});

it('a script passes byte for byte where nobody wants it, where asking failed, and where nothing may stand in front', async () => {
  const odd = Uint8Array.of(0xff, 0xfe, 0x61, 0x00, 0x80, 0xc0);
  for (const wanted of [Promise.resolve(undefined), Promise.reject(new Error('no')), Promise.resolve(prelude)]) {
    const script = passing(wanted);
    await wanted.catch(() => undefined);
    await Promise.resolve();
    script.data(odd);
    script.stop();
    expect(script.written).toEqual([...odd]);
    expect(script.state.isDisconnected).toBe(true);
  }
});

it('an empty script gets the prelude alone', async () => {
  const script = passing(Promise.resolve(prelude));
  script.stop();
  await Promise.resolve();
  expect(script.out()).toBe('[sloppy]');
});
