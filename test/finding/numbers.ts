import { isDeepStrictEqual } from 'node:util';
import { groupBy } from '../../src/model/group-by.js';
import type { GraphqlError } from '../support/gateway.js';
import { rollUp } from './oracle/roll-up.js';
import { isSameSource, type BackendRow, type Source } from './oracle/rows.js';

/** What a list must be, and what its items' own lists and roll-ups must be. */
export interface TrueList {
  readonly rows: readonly { readonly id: string; readonly source: Source | null }[];
  /** By the answer's name, of the item with that id. */
  readonly lists?: (id: string) => Readonly<Record<string, TrueList>>;
  /** What each item's `health` sums up, where it is asked for. */
  readonly health?: (id: string) => readonly BackendRow[];
}

interface Item {
  readonly id: string;
  readonly health?: Readonly<Record<string, unknown>> | null;
}

interface Connection {
  readonly totalCount: number | null;
  readonly coverage: {
    readonly exact: boolean;
    readonly failures: readonly { readonly account: string; readonly region: string | null }[];
  };
  readonly nodes: readonly (Item & Readonly<Record<string, unknown>>)[];
}

/** What is asked of every list and of every roll-up. */
export const listFields = 'totalCount coverage { exact failures { account region } }';
export const healthFields = 'health { total up down abnormal unknown weightTotal weightUp asOf }';

type Path = readonly (string | number)[];

/** How an answer may be damaged: by calls that fail as a whole, or also by single rows that cannot be read. */
export interface Damage {
  readonly losesRows: boolean;
}

export interface NumberJudge {
  readonly rootList: (name: string, truth: TrueList, answered: unknown) => void;
  /** A list below something else, or null. */
  readonly list: (path: Path, truth: TrueList, answered: unknown) => void;
  /** Every number that is neither right nor missing, and every error that explains nothing. */
  readonly end: () => readonly string[];
}

/** Judges the numbers of one answer: each is right, or null under an error at its place, or in a list that says that it is not exact. */
export function createNumberJudge(
  errors: readonly GraphqlError[],
  { losesRows }: Damage = { losesRows: false },
): NumberJudge {
  const violations: string[] = [];
  const explained = new Set<GraphqlError>();
  const say = (path: Path, what: string) => violations.push(`${path.join('.')}: ${what}`);
  const byPath = groupBy(errors, ({ path }) => path?.join('.') ?? '');
  const errorsAt = (path: Path) => byPath.get(path.join('.')) ?? [];

  const explainNull = (path: Path) => {
    const standing = errorsAt(path);
    if (standing.length !== 1) say(path, `is null under ${standing.length} errors`);
    for (const error of standing) explained.add(error);
  };

  const checkItems = (path: Path, truth: TrueList, nodes: Connection['nodes']) => {
    nodes.forEach((node, at) => {
      const own = [...path, 'nodes', at];
      if (truth.health !== undefined) checkHealth([...own, 'health'], truth.health(node.id), node.health);
      for (const [name, list] of Object.entries(truth.lists?.(node.id) ?? {}))
        checkList([...own, name], list, node[name], false);
    });
  };

  const checkHealth = (path: Path, backends: readonly BackendRow[], answered: Item['health']) => {
    if (answered === null || answered === undefined) {
      explainNull(path);
      return;
    }
    const { asOf, ...numbers } = answered;
    const expected = rollUp(backends);
    if (!isDeepStrictEqual({ ...numbers }, expected))
      say(path, `is ${JSON.stringify(numbers)}, not ${JSON.stringify(expected)}`);
    if ((asOf === null) !== (backends.length === 0)) say(path, `was read at ${String(asOf)}`);
    if (errorsAt(path).length > 0) say(path, 'has an error and a value');
  };

  const checkList = (path: Path, truth: TrueList, answered: unknown, isRoot: boolean) => {
    if (answered === null || answered === undefined) {
      if (isRoot) say(path, 'is null');
      else explainNull(path);
      return;
    }
    const { totalCount, coverage, nodes } = answered as Connection;
    const { exact, failures } = coverage;
    const isLost = ({ source }: TrueList['rows'][number]) =>
      source !== null && failures.some((one) => isSameSource(source, { ...source, ...one }));
    const expected = truth.rows.filter((row) => !isLost(row)).map(({ id }) => id);
    const ids = nodes.map(({ id }) => id);
    if ((exact || !losesRows) && !isDeepStrictEqual(ids, expected))
      say(path, `has ${ids.length} items, not the ${expected.length} that it must have`);
    if (exact && failures.length > 0) say(path, 'is exact though a source failed');
    if (!exact && totalCount !== null) say(path, `counts ${totalCount} and is not exact`);
    if (exact && totalCount !== truth.rows.length)
      say(path, `counts ${String(totalCount)}, not ${truth.rows.length}`);
    if (!exact && failures.length === 0 && !losesRows) say(path, 'is not exact without a reason');
    const standing = errorsAt(path);
    if (isRoot) for (const error of standing) explained.add(error);
    if (standing.length !== failures.length)
      say(path, `has ${standing.length} errors for ${failures.length} failures`);
    if (!isRoot && failures.length > 0) say(path, 'must be null where a call failed');
    const known = new Set(truth.rows.map(({ id }) => id));
    // What a damaged list has besides cannot be judged further.
    if (nodes.every(({ id }) => known.has(id))) checkItems(path, truth, nodes);
    else if (!losesRows || exact) say(path, 'has items that it must not have');
  };

  return {
    rootList: (name, truth, answered) => checkList([name], truth, answered, true),
    list: (path, truth, answered) => checkList(path, truth, answered, false),
    end: () => {
      for (const error of errors)
        if (!explained.has(error)) say(error.path ?? ['?'], `${error.extensions.code} explains nothing`);
      return violations;
    },
  };
}
