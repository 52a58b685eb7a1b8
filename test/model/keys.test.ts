import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountSources } from '../../src/model/account.js';
import type { Target } from '../../src/model/backend.js';
import { groupBy } from '../../src/model/group-by.js';
import { scopeKey, scopesOf, segmentKey, type Segment } from '../../src/model/list.js';
import { healthKeyOf, itemKey, type ItemRef } from '../../src/model/record.js';
import { emptySelection, mergeSelections, type Selection } from '../../src/model/selection.js';
import { sourceKey, type Source } from '../../src/model/source.js';

/** Ids out of few letters, quotes and brackets among them, so that careless joining would make keys collide. */
const ids = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '[', '\\'), minLength: 1, maxLength: 3 });
const source: Source = { account: 'acme', region: null };
const kinds = fc.constantFrom<'VIRTUAL_MACHINE' | 'BARE_METAL'>('VIRTUAL_MACHINE', 'BARE_METAL');
const targets: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ type: fc.constant('Instance' as const), kind: kinds, id: ids }),
  fc.record({ type: fc.constantFrom<'Router' | 'IpTarget'>('Router', 'IpTarget'), id: ids }),
);
const orNull = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { nil: null });

const refs: fc.Arbitrary<ItemRef> = fc.oneof(
  ids.map((vendorId) => ({ kind: 'loadBalancer' as const, source, vendorId })),
  fc.record({
    kind: fc.constant('listener' as const),
    source: fc.constant(source),
    loadBalancerId: ids,
    vendorId: ids,
  }),
  fc.record({
    kind: fc.constant('rule' as const),
    source: fc.constant(source),
    loadBalancerId: ids,
    listenerId: ids,
    vendorId: ids,
  }),
  fc.record({
    kind: fc.constant('instance' as const),
    source: fc.constant(source),
    instanceKind: kinds,
    vendorId: ids,
  }),
  fc.record({
    kind: fc.constant('backend' as const),
    source: fc.constant(source),
    loadBalancerId: ids,
    listenerId: orNull(ids),
    ruleId: orNull(ids),
    target: targets,
    port: fc.option(fc.nat(3), { nil: null }),
    vendorId: orNull(ids),
  }),
);

const segments: fc.Arbitrary<Segment> = fc
  .tuple(
    fc.constantFrom('loadBalancers', 'instances', 'listeners', 'rules', 'backends'),
    ids,
    ids,
    orNull(ids),
    ids,
  )
  .map(([list, loadBalancerId, listenerId, ruleId, segment]): Segment => {
    switch (list) {
      case 'listeners':
        return { of: { list, source, loadBalancerId }, segment };
      case 'rules':
        return { of: { list, source, loadBalancerId, listenerId }, segment };
      case 'backends':
        return { of: { list, source, loadBalancerId, listenerId, ruleId }, segment };
      case 'instances':
        return { of: { list, source }, segment };
      default:
        return { of: { list: 'loadBalancers', source }, segment };
    }
  });

/** Two refs that differ only in the kind of the machine behind a target name the same row. */
function identity(ref: ItemRef): unknown {
  return ref.kind === 'backend' ? { ...ref, target: { type: ref.target.type, id: ref.target.id } } : ref;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

describe('keys', () => {
  test('of records are equal exactly when all that names them is', () => {
    fc.assert(
      fc.property(refs, refs, (a, b) => {
        expect(itemKey(a) === itemKey(b)).toBe(isEqual(identity(a), identity(b)));
      }),
      { numRuns: 1000 },
    );
  });

  test('of a record and of its health differ', () => {
    fc.assert(
      fc.property(refs, (ref) => {
        if (ref.kind === 'backend') expect(healthKeyOf(ref)).not.toBe(itemKey(ref));
        else expect(itemKey(ref)).toContain(ref.kind);
        if ('vendorId' in ref && ref.vendorId !== null) {
          expect(itemKey({ kind: 'router', source, vendorId: ref.vendorId })).not.toBe(itemKey(ref));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('of segments are equal exactly when list, parents and segment are, and none is a scope', () => {
    fc.assert(
      fc.property(segments, segments, (a, b) => {
        expect(segmentKey(a) === segmentKey(b)).toBe(isEqual(a, b));
        for (const scope of scopesOf(b)) expect(segmentKey(a)).not.toBe(scopeKey(scope));
      }),
      { numRuns: 1000 },
    );
  });

  test('of sources keep account and region apart', () => {
    const regions = orNull(ids);
    fc.assert(
      fc.property(ids, regions, ids, regions, (a, b, c, d) => {
        const same = a === c && b === d;
        expect(sourceKey({ account: a, region: b }) === sourceKey({ account: c, region: d })).toBe(same);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the scopes that hold a segment', () => {
  test('are its load balancer and then the whole source; none for a list of the source', () => {
    const backends: Segment = {
      of: { list: 'backends', source, loadBalancerId: 'lb', listenerId: 'l', ruleId: null },
      segment: 'VM',
    };
    expect(scopesOf(backends)).toEqual([
      { list: 'backends', segment: 'VM', loadBalancerId: 'lb' },
      { list: 'backends', segment: 'VM', loadBalancerId: null },
    ]);
    expect(scopesOf({ of: { list: 'loadBalancers', source }, segment: '' })).toEqual([]);
  });
});

describe('the sources of an account', () => {
  const account = { id: 'a', name: 'A', provider: 'P', api: 'v1', site: null, simulated: false };

  test('are its regions in configured order, or the account itself', () => {
    expect(accountSources({ ...account, regions: ['r2', 'r1'] })).toEqual([
      { account: 'a', region: 'r2' },
      { account: 'a', region: 'r1' },
    ]);
    expect(accountSources({ ...account, regions: [] })).toEqual([{ account: 'a', region: null }]);
  });
});

describe('grouping', () => {
  test('keeps every value once, values in their order, keys by first appearance', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (values) => {
        const groups = groupBy(values, (value) => value % 3);
        expect([...groups.keys()]).toEqual([...new Set(values.map((value) => value % 3))]);
        for (const [key, group] of groups) expect(group).toEqual(values.filter((value) => value % 3 === key));
      }),
      { numRuns: 100 },
    );
  });
});

/** Selections a few levels deep. */
function selectionsOf(depth: number): fc.Arbitrary<Selection> {
  const names = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
  const below =
    depth === 0
      ? fc.constant([])
      : fc.array(fc.tuple(fc.constantFrom('x', 'y'), selectionsOf(depth - 1)), { maxLength: 2 });
  return fc.record({
    fields: names.map((fields) => new Set(fields)),
    below: below.map((entries) => new Map(entries)),
  });
}

const selections = selectionsOf(3);

/** All paths that a selection holds. */
function paths({ fields, below }: Selection, prefix = ''): ReadonlySet<string> {
  const own = [...fields].map((field) => `${prefix}${field}`);
  const deeper = [...below].flatMap(([field, inner]) => [
    `${prefix}${field}/`,
    ...paths(inner, `${prefix}${field}/`),
  ]);
  return new Set([...own, ...deeper]);
}

describe('a merged selection', () => {
  test('holds what either holds and nothing else, and leaves both as they were', () => {
    fc.assert(
      fc.property(selections, selections, (a, b) => {
        const before = [paths(a), paths(b)];
        expect(paths(mergeSelections(a, b))).toEqual(new Set([...paths(a), ...paths(b)]));
        expect([paths(a), paths(b)]).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  test('with itself or with nothing is itself', () => {
    fc.assert(
      fc.property(selections, (selection) => {
        expect(paths(mergeSelections(selection, selection))).toEqual(paths(selection));
        expect(paths(mergeSelections(selection, emptySelection))).toEqual(paths(selection));
      }),
      { numRuns: 100 },
    );
  });
});
