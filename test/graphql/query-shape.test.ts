import fc from 'fast-check';
import { Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { queryShapes, type QueryShape } from '../../src/graphql/query-shape.js';

function shapeOf(query: string): QueryShape {
  const [shape] = queryShapes(parse(query)).values();
  if (shape === undefined) throw new Error('no operation');
  return shape;
}

describe('the shape of an operation', () => {
  test.each<readonly [string, string, Partial<QueryShape>]>([
    ['a root field is one level deep', '{ a }', { depth: 1, rootFields: 1, selections: 1, aliases: 0 }],
    ['the deepest branch counts', '{ a { b } c { d { e } } f }', { depth: 3, rootFields: 3, selections: 6 }],
    ['fragments add no level', '{ ... { a { ...F } } } fragment F on T { b }', { depth: 2, selections: 4 }],
    [
      'a fragment counts wherever it is spread',
      '{ ...F ...F } fragment F on Q { x: a y: b }',
      { aliases: 4, rootFields: 4, selections: 6 },
    ],
    ['aliases count at every level', '{ x: a { y: b } c }', { aliases: 2 }],
    [
      'directives count wherever they stand',
      'query ($v: Int @d) @d { a @d ... @d { b } ...F @d ...F } fragment F on Q @d { c @d @e }',
      { directives: 5 + 2 * 3 },
    ],
    [
      'below __schema depth does not count, all else does',
      '{ __schema { a { b { x: c @d } } } }',
      { depth: 1, aliases: 1, directives: 1, selections: 4 },
    ],
    ['below __type neither', '{ __type { a { b } } c { d } }', { depth: 2 }],
    [
      'a fragment in a circle ends',
      '{ ...F } fragment F on Q { a ...G } fragment G on Q { b ...F }',
      { selections: 5 },
    ],
    ['a fragment within itself ends', '{ ...F } fragment F on Q { a { ...F } }', { selections: 3, depth: 1 }],
    ['a fragment that does not exist is empty', '{ ...Nope }', { selections: 1, depth: 0 }],
    [
      'names of every object are names',
      '{ ...__proto__ constructor: toString } fragment __proto__ on Q { valueOf }',
      { selections: 3, rootFields: 2, aliases: 1 },
    ],
  ])('%s', (_, query, shape) => {
    expect(shapeOf(query)).toMatchObject(shape);
  });

  test('each operation has its own', () => {
    const shapes = [
      ...queryShapes(parse('query A { a } query B { a { b } ...F } fragment F on Q { c }')).values(),
    ];
    expect(shapes.map(({ depth, selections }) => [depth, selections])).toEqual([
      [1, 1],
      [2, 4],
    ]);
  });

  test('a document that would unfold to more than any number is counted at once', () => {
    const levels = 140;
    const fragments = Array.from(
      { length: levels },
      (__, level) => `fragment F${level} on Q { ${`...F${level + 1} `.repeat(2)} }`,
    );
    const document = parse(`{ ...F0 } ${fragments.join(' ')} fragment F${levels} on Q { x: a @d }`);
    const started = performance.now();
    const [shape] = queryShapes(document).values();
    expect(performance.now() - started).toBeLessThan(500);
    const most = Number.MAX_SAFE_INTEGER;
    expect(shape).toEqual({ depth: 1, aliases: most, rootFields: most, directives: most, selections: most });
  });
});

interface Leaf {
  readonly depth: number;
  readonly alias: boolean;
  readonly isField: boolean;
  readonly directives: number;
}

/** Every selection as it is met when all fragments are written out. */
function unfold(
  document: DocumentNode,
  set: SelectionSetNode,
  level: number,
  extra: number,
): readonly Leaf[] {
  return set.selections.flatMap((node, index): readonly Leaf[] => {
    const directives = (node.directives ?? []).length + (index === 0 ? extra : 0);
    if (node.kind === Kind.FIELD) {
      const itself = { depth: level, alias: node.alias !== undefined, isField: true, directives };
      return [
        itself,
        ...(node.selectionSet === undefined ? [] : unfold(document, node.selectionSet, level + 1, 0)),
      ];
    }
    const itself = { depth: 0, alias: false, isField: false, directives };
    if (node.kind === Kind.INLINE_FRAGMENT) return [itself, ...unfold(document, node.selectionSet, level, 0)];
    const fragment = document.definitions.find(
      (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value,
    );
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) return [itself];
    return [itself, ...unfold(document, fragment.selectionSet, level, fragment.directives?.length ?? 0)];
  });
}

const fragmentCount = 4;

/** A selection set that spreads only fragments from `from` on, so that no circle can come about. */
function setText(from: number): fc.Arbitrary<string> {
  const directives = fc.constantFrom('', '', ' @d', ' @d @e');
  const names = Array.from({ length: fragmentCount - from }, (_, index) => `...F${from + index}`);
  const { set } = fc.letrec<{ set: string; selection: string }>((tie) => ({
    selection: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(fc.constantFrom('a', 'x: a'), directives).map((parts) => parts.join('')),
      ...(names.length === 0
        ? []
        : [fc.tuple(fc.constantFrom(...names), directives).map((parts) => parts.join(''))]),
      fc
        .tuple(fc.constantFrom('b', 'y: b', '...', '... on T'), directives, tie('set'))
        .map((parts) => parts.join(' ')),
    ),
    set: fc.array(tie('selection'), { minLength: 1, maxLength: 3 }).map((all) => `{ ${all.join(' ')} }`),
  }));
  return set;
}

const documents = fc
  .tuple(
    setText(0),
    fc.tuple(
      ...Array.from({ length: fragmentCount }, (_, index) =>
        fc.tuple(fc.constantFrom('', ' @d'), setText(index + 1)),
      ),
    ),
  )
  .map(([operation, fragments]) =>
    [
      operation,
      ...fragments.map(([directive, set], index) => `fragment F${index} on T${directive} ${set}`),
    ].join(' '),
  );

test('counting each fragment once gives what writing all fragments out gives', () => {
  fc.assert(
    fc.property(documents, (text) => {
      const document = parse(text);
      const [operation] = document.definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
      const all = unfold(document, operation.selectionSet, 1, 0);
      expect(queryShapes(document).get(operation)).toEqual({
        depth: Math.max(...all.map(({ depth }) => depth)),
        aliases: all.filter(({ alias }) => alias).length,
        rootFields: all.filter(({ isField, depth }) => isField && depth === 1).length,
        directives: all.reduce((sum, { directives }) => sum + directives, 0),
        selections: all.length,
      });
    }),
    { numRuns: 200 },
  );
});
