import { expect } from 'vitest';
import type { Fleet } from '../../support/gateway.js';
import { answeredTree, trueTree, wholeTree } from '../../support/truth.js';
import {
  account,
  ask,
  rewriting,
  small,
  still,
  usual,
  withFleet,
  type ConformanceCase,
  type ConformanceSubject,
} from './subject.js';

type Change = (key: string, value: unknown) => unknown;

/** The value with each of its parts changed, innermost first; a member that becomes undefined is left out. */
function changed(value: unknown, change: Change, key = ''): unknown {
  if (Array.isArray(value))
    return change(
      key,
      value.map((item) => changed(item, change)),
    );
  if (typeof value !== 'object' || value === null) return change(key, value);
  const entries = Object.entries(value).map(([name, inner]) => [name, changed(inner, change, name)]);
  return change(key, Object.fromEntries(entries.filter(([, inner]) => inner !== undefined)));
}

/** Without what only repeats the vendor's own spelling. */
function withoutVendorFields(tree: unknown): unknown {
  return changed(tree, (key, value) => (key === 'vendorFields' ? undefined : value));
}

async function expectTruth(fleet: Fleet): Promise<void> {
  const answered = await answeredTree(fleet, account);
  expect(withoutVendorFields(answered)).toEqual(withoutVendorFields(trueTree(fleet.simulator, account)));
}

/** The same answers, though the vendor spells every one of its own in another way. */
function spelling(name: string, change: Change): ConformanceCase {
  return {
    name,
    run: (subject) => {
      const openTransport = rewriting(subject, (json) => changed(json, change));
      return withFleet(subject, usual, expectTruth, { parts: { openTransport } });
    },
  };
}

const spellings: readonly ConformanceCase[] = [
  spelling('a number may come in a string', (_key, value) =>
    typeof value === 'number' ? String(value) : value,
  ),
  spelling('a field without a value may be absent', (key, value) =>
    value === null && key !== '' ? undefined : value,
  ),
  {
    name: 'fields that nobody documented change nothing, and a secret among them is not passed on',
    run: (subject) => {
      const secret = 'undocumented-value';
      const extended: Change = (_key, value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? { ...value, undocumentedField: { inner: [1, null, { deep: true }] }, undocumented_passwd: secret }
          : value;
      const openTransport = rewriting(subject, (json) => changed(json, extended));
      return withFleet(
        subject,
        small,
        async (fleet) => {
          const answered = await answeredTree(fleet, account);
          expect(JSON.stringify(answered)).not.toContain(secret);
          await expectTruth(fleet);
        },
        { parts: { openTransport } },
      );
    },
  },
];

type Row = Readonly<Record<string, unknown>>;

/** Paths at which two values of the same shape differ. */
function differences(a: unknown, b: unknown, path = ''): readonly string[] {
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return [`${path}.length`];
    return a.flatMap((item, index) => differences(item, b[index], `${path}[${index}]`));
  }
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differences((a as Row)[key], (b as Row)[key], `${path}.${key}`));
  }
  return Object.is(a, b) ? [] : [path];
}

/** What a fault of single rows may change: nothing but the objects whose rows it struck, and these only so. */
function rowFault(name: string, kind: string, mayChange: RegExp): ConformanceCase {
  return {
    name,
    run: (subject) =>
      withFleet(
        subject,
        usual,
        async (fleet) => {
          fleet.simulator.setFaults([{ kind }]);
          const answered = await answeredTree(fleet, account);
          const wrong = differences(answered, trueTree(fleet.simulator, account)).filter(
            (path) => !mayChange.test(path),
          );
          expect(wrong).toEqual([]);
          await withEveryListExact(fleet, subject);
        },
        still,
      ),
  };
}

interface ToldList {
  readonly totalCount: number | null;
  readonly nodes: readonly { readonly vendorId?: string | null }[];
  readonly coverage: { readonly exact: boolean; readonly expected: number | null };
}

/** Every list in an answer with its place in the tree. */
function listsIn(value: unknown, path = ''): readonly { readonly path: string; readonly list: ToldList }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'coverage' in value ? [{ path, list: value as ToldList }] : [];
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => listsIn(inner, `${path}.${name}`))];
}

const notTaken = rowFault('a row that was not asked for is not taken', 'foreign-row', /^$/);

/**
 * Where rows do not name what they stand under, a foreign one looks like any other: then no list that holds more than it should may say
 * that the vendor's own total bears it out.
 */
const foreignRow: ConformanceCase = {
  name: notTaken.name,
  run: async (subject) => {
    if (subject.namesParents !== false) return notTaken.run(subject);
    const read = (faults: readonly { readonly kind: string }[]) =>
      withFleet(subject, usual, async (fleet) => {
        fleet.simulator.setFaults(faults);
        const { data, errors } = await fleet.query(wholeTree, { account: [account], first: 1000 });
        expect(errors).toEqual([]);
        return listsIn(data);
      });
    const rowsOf = ({ nodes, totalCount }: ToldList) => ({
      totalCount,
      rows: nodes.map(({ vendorId }) => vendorId),
    });
    const sound = new Map((await read([])).map(({ path, list }) => [path, rowsOf(list)]));
    const struck = await read([{ kind: 'foreign-row' }]);
    for (const { path, list } of struck) {
      const { exact, expected } = list.coverage;
      // Below a foreign row stand lists that are nobody's.
      if (exact && expected !== null && sound.has(path))
        expect({ path, ...rowsOf(list) }).toEqual({ path, ...sound.get(path) });
    }
  },
};

async function withEveryListExact(fleet: Fleet, { definition }: ConformanceSubject): Promise<void> {
  const { loadBalancers } = await ask<{ loadBalancers: { coverage: { exact: boolean } } }>(
    fleet,
    `{ loadBalancers(filter: { provider: [${definition.id}] }) { coverage { exact } } }`,
  );
  expect(loadBalancers.coverage.exact).toBe(true);
}

const nobodysValue = 'a-value-nobody-knows';

const unknownEnum: ConformanceCase = {
  name: 'a value that nobody knows is UNKNOWN with the vendor’s own word, and no error',
  run: (subject) =>
    withFleet(
      subject,
      usual,
      async (fleet) => {
        fleet.simulator.setFaults([{ kind: 'unknown-enum' }]);
        const answered = await answeredTree(fleet, account);
        const mayChange = /\.(status|vendorStatus|health|vendorHealth|scheduler|protocol)$|\.vendorFields\./;
        const paths = differences(answered, trueTree(fleet.simulator, account));
        expect(paths.filter((path) => !mayChange.test(path))).toEqual([]);
        // Wherever the vendor's word is shown, the schema's value beside it is UNKNOWN.
        const check = (value: unknown): void => {
          if (Array.isArray(value)) value.forEach(check);
          if (typeof value !== 'object' || value === null) return;
          const row = value as Row;
          if (row['vendorStatus'] === nobodysValue) expect(row['status']).toBe('UNKNOWN');
          if (row['vendorHealth'] === nobodysValue) expect(row['health']).toBe('UNKNOWN');
          Object.values(row).forEach(check);
        };
        check(answered);
      },
      still,
    ),
};

export const rowCases: readonly ConformanceCase[] = [
  ...spellings,
  unknownEnum,
  rowFault(
    'a field that is missing is null, and its list is still exact',
    'missing-field',
    /\.(name|weight|health|vendorHealth)$|\.vendorFields\.\w+$/,
  ),
  rowFault('a row that comes twice is one', 'duplicate-row', /^$/),
  foreignRow,
];
