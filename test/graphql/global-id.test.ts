import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromGlobalId, toGlobalId } from '../../src/graphql/global-id.js';
import type { Target } from '../../src/model/backend.js';
import type { ItemRef } from '../../src/model/record.js';

const texts = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }),
);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const sources = fc.record({ account: texts, region: orNull(texts) });
const kinds = fc.constantFrom<'VIRTUAL_MACHINE' | 'BARE_METAL'>('VIRTUAL_MACHINE', 'BARE_METAL');
const targets: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ type: fc.constant('Instance' as const), kind: kinds, id: texts }),
  fc.record({
    type: fc.constantFrom<'Router' | 'IpTarget' | 'UnknownTarget'>('Router', 'IpTarget', 'UnknownTarget'),
    id: texts,
  }),
);

const refs: fc.Arbitrary<ItemRef> = fc.oneof(
  fc.record({ kind: fc.constant('loadBalancer' as const), source: sources, vendorId: texts }),
  fc.record({
    kind: fc.constant('listener' as const),
    source: sources,
    loadBalancerId: texts,
    vendorId: texts,
  }),
  fc.record({
    kind: fc.constant('rule' as const),
    source: sources,
    loadBalancerId: texts,
    listenerId: texts,
    vendorId: texts,
  }),
  fc.record({
    kind: fc.constant('instance' as const),
    source: sources,
    instanceKind: kinds,
    vendorId: texts,
  }),
  fc.record({
    kind: fc.constant('backend' as const),
    source: sources,
    loadBalancerId: texts,
    listenerId: orNull(texts),
    ruleId: orNull(texts),
    target: targets,
    port: orNull(fc.integer({ min: 1, max: 65535 })),
    vendorId: orNull(texts),
  }),
);

const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64url');
const decode = (id: string) => Buffer.from(id, 'base64url').toString('utf8');

const listener: ItemRef = {
  kind: 'listener',
  source: { account: 'acme', region: 'pek' },
  loadBalancerId: 'lb-1',
  vendorId: 'lbl-1',
};

describe('an id', () => {
  test('comes back as what it was made of', () => {
    fc.assert(
      fc.property(refs, (ref) => {
        expect(fromGlobalId(toGlobalId(ref))).toEqual(ref);
      }),
      { numRuns: 500 },
    );
  });

  test('is the same for the same, and another for another', () => {
    fc.assert(
      fc.property(refs, refs, (a, b) => {
        expect(toGlobalId(structuredClone(a))).toBe(toGlobalId(a));
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(toGlobalId(a) === toGlobalId(b)).toBe(same);
      }),
      { numRuns: 200 },
    );
  });

  test('can stand in a URL as it is', () => {
    fc.assert(
      fc.property(refs, (ref) => {
        const id = toGlobalId(ref);
        expect(encodeURIComponent(id)).toBe(id);
      }),
      { numRuns: 200 },
    );
  });

  test('holds what a record says of itself, and nothing that ages', () => {
    const record = { ...listener, asOf: 5, name: 'web' };
    expect(toGlobalId(record)).toBe(toGlobalId(listener));
  });
});

describe('what is not an id', () => {
  test('is null, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json().map(encode)), (text) => {
        expect(fromGlobalId(text)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  test('is an id with anything cut off or added', () => {
    fc.assert(
      fc.property(refs, fc.nat(), fc.constantFrom('A', '=', '==', ' ', '\n', '_'), (ref, at, more) => {
        const id = toGlobalId(ref);
        expect(fromGlobalId(id.slice(0, at % id.length))).toBeNull();
        expect(fromGlobalId(id + more)).toBeNull();
        expect(fromGlobalId(more + id)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test('is an id that is written otherwise', () => {
    const id = toGlobalId(listener);
    const json = decode(id);
    const others = [
      Buffer.from(json, 'utf8').toString('base64'),
      Buffer.from(`${json} `, 'utf8').toString('base64url'),
      encode(json.replace(',', ', ')),
      encode(json.replace('lb-1', '\\u006cb-1')),
      encode(`\ufeff${json}`),
      encode(json.replace(/]$/, ',null]')),
      encode(json.replace(/]$/, ',]')),
      json,
    ];
    for (const other of others.filter((text) => text !== id))
      expect([other, fromGlobalId(other)]).toEqual([other, null]);
    expect(others.filter((text) => text !== id).length).toBeGreaterThan(5);
  });

  test('is a list with fields of the wrong kind, too many or too few', () => {
    fc.assert(
      fc.property(refs, fc.nat(), fc.constantFrom<unknown>(true, {}, [], -1, 1.5), (ref, at, value) => {
        const fields = JSON.parse(decode(toGlobalId(ref))) as unknown[];
        const wrong = fields.with(at % fields.length, value);
        expect(fromGlobalId(encode(JSON.stringify(wrong)))).toBeNull();
        expect(fromGlobalId(encode(JSON.stringify([...fields, null])))).toBeNull();
        expect(fromGlobalId(encode(JSON.stringify(fields.slice(0, 3))))).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  // Right in some places, such as a port: then the id names something else, and is written as it would be.
  test('or names what it holds, and nothing else', () => {
    fc.assert(
      fc.property(refs, fc.nat(), fc.constantFrom<unknown>(7, '', 0), (ref, at, value) => {
        const fields = JSON.parse(decode(toGlobalId(ref))) as unknown[];
        const id = encode(JSON.stringify(fields.with(at % fields.length, value)));
        const found = fromGlobalId(id);
        if (found !== null) expect(toGlobalId(found)).toBe(id);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['another letter', ['X', 'acme', 'pek', 'lb-1']],
    ['a router, which is no node', ['R', 'acme', 'pek', 'rtr-1']],
    ['no account', ['L', '', 'pek', 'lb-1']],
    ['an empty region', ['L', 'acme', '', 'lb-1']],
    ['an empty vendor id', ['L', 'acme', 'pek', '']],
    ['a kind of machine that does not exist', ['I', 'acme', 'pek', 2, 'i-1']],
    ['a kind of machine that is no index', ['I', 'acme', 'pek', 'length', 'i-1']],
    [
      'a machine of no kind behind a backend',
      ['B', 'acme', 'pek', 'lb', 'l', null, 0, null, 'i-1', 80, 'b-1'],
    ],
    ['a kind of machine for a router', ['B', 'acme', 'pek', 'lb', 'l', null, 1, 0, 'rtr-1', 80, 'b-1']],
    ['a port that is text', ['B', 'acme', 'pek', 'lb', 'l', null, 1, null, 'rtr-1', '80', 'b-1']],
  ])('is one with %s', (_, fields) => {
    expect(fromGlobalId(encode(JSON.stringify(fields)))).toBeNull();
  });

  test('is a text too long to be one', () => {
    expect(fromGlobalId(toGlobalId({ ...listener, vendorId: 'x'.repeat(5000) }))).toBeNull();
  });
});
