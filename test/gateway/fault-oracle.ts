import { isDeepStrictEqual } from 'node:util';
import type { GraphqlAnswer, GraphqlError } from '../support/gateway.js';
import type { Row } from '../support/truth.js';
import { createErrorIndex, formProblems } from './fault-errors.js';
import { unknownValue, type Strike } from './fault-kinds.js';
import type { TrueAnswer, TrueList, TrueNode, TrueSource } from './fault-truth.js';

/** What an answer is judged by. */
export interface Judgement {
  /** Which faults may have acted on it; none: it must be the truth. */
  readonly strikes: readonly Strike[];
  /** Whether errors may stand in it: not where the faults were over before it was asked for. */
  readonly mayFail: boolean;
}

type Path = readonly (string | number)[];
type Value = Readonly<Record<string, unknown>>;
/** Which source something is read from. */
type Place = Pick<TrueSource, 'account' | 'region'>;

interface Failure extends TrueSource {
  readonly action: string | null;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

interface Connection {
  readonly totalCount: number | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  readonly coverage: {
    readonly sources: number;
    readonly answered: number;
    readonly expected: number | null;
    readonly seen: number;
    readonly exact: boolean;
    readonly failures: readonly Failure[];
  };
  readonly nodes: readonly Value[];
}

/** A look-up has no `exact`: what it cannot tell is an error. */
const isLookUp = (place: string) => place === 'Backend.instance' || place.startsWith('Node.');

/** Lists that show once more what others hold. */
const isRepeated = (place: string) =>
  place.startsWith('Account.') || place === 'LoadBalancer.backends' || place === 'LoadBalancer.instances';

export interface Judge {
  readonly list: (path: Path, place: TrueList, answered: unknown) => void;
  readonly node: (path: Path, truth: TrueNode, answered: unknown) => void;
  /** One of several objects that were looked up by id. */
  readonly lookedUp: (path: Path, truth: TrueNode, answered: unknown) => void;
  /** Every violation that was found, with errors that stand nowhere. */
  readonly end: () => readonly string[];
}

/** Judges the parts of one answer; rows that a list of the tree lacks are reported to `lost`. */
export function createJudge(
  errors: readonly GraphqlError[],
  { strikes, mayFail }: Judgement,
  lost: (strike: Strike, rows: number) => void = () => undefined,
): Judge {
  const violations: string[] = [];
  const index = createErrorIndex(errors);
  const say = (path: Path, what: string) => violations.push(`${path.join('.')}: ${what}`);
  const strikesAt = (account: string, place: string) =>
    strikes.filter((strike) => strike.account === account && strike.target.places.includes(place));

  const mayStand = ({ extensions }: GraphqlError, about: readonly Place[], place: string) =>
    mayFail &&
    about.some(({ account, region }) =>
      strikesAt(account, place).some(({ target, outcome }) => {
        const told = { account, region, provider: target.provider, action: target.action };
        if (Object.entries(told).some(([name, value]) => extensions[name] !== value)) return false;
        if (outcome.type === 'failed') return extensions.code === outcome.code;
        // A list that comes inside another record's row has to be looked up with it.
        const lookedUp = isLookUp(place) || target.withoutHealth === true;
        return outcome.type === 'inexact' && lookedUp && extensions.code === 'UPSTREAM_INVALID_RESPONSE';
      }),
    );

  /** Whether something that is null is so under exactly one error at its path, which may stand there. */
  const isExplained = (path: Path, about: readonly Place[], place: string): boolean => {
    const [error, ...others] = index.at(path);
    if (error === undefined || others.length > 0 || !mayStand(error, about, place)) return false;
    index.explain(error);
    return true;
  };

  const values = (path: Path, truth: TrueNode, answered: Value, place: string) => {
    const own = strikes.filter(
      ({ account, target }) => account === truth.account && target.noun === truth.noun,
    );
    for (const [name, expected] of Object.entries(truth.values)) {
      const value = answered[name];
      const error = index.at([...path, name]);
      if (error.length > 0) {
        if (value !== null || !isExplained([...path, name], [truth], place))
          say([...path, name], `must not have the error ${error[0]?.extensions.code ?? ''}`);
        continue;
      }
      if (isDeepStrictEqual(value, expected)) continue;
      if (!own.some((strike) => mayDiffer(strike, name, value, answered, expected)))
        say([...path, name], `is ${JSON.stringify(value)}, not ${JSON.stringify(expected)}`);
    }
  };

  const node: Judge['node'] = (path, truth, answered) => {
    const value = answered as Value;
    values(path, truth, value, truth.isNamed === true ? 'Backend.instance' : 'the row itself');
    for (const [name, object] of Object.entries(truth.objects ?? {})) {
      const below = value[name] ?? null;
      if (object !== null && below !== null) node([...path, name], object, below);
      else if (object !== below) say([...path, name], below === null ? 'is null' : 'is not null');
    }
    for (const [name, list] of Object.entries(truth.lists ?? {}))
      judge.list([...path, name], list, value[name]);
  };

  const failuresOf = (path: Path, { coverage }: Connection, { place, sources }: TrueList) => {
    const standing = index.at(path);
    for (const failure of coverage.failures) {
      const { account, provider, region } = failure;
      const source = sources.find((one) => isDeepStrictEqual(one, { account, provider, region }));
      const error = standing.find(({ message, extensions }) =>
        isDeepStrictEqual(
          { ...failure },
          {
            account: extensions['account'],
            provider: extensions['provider'],
            region: extensions['region'],
            action: extensions['action'],
            code: extensions.code,
            message,
            retryable: extensions['retryable'],
          },
        ),
      );
      if (source === undefined) say(path, `a failure of no source: ${account} ${String(region)}`);
      if (error === undefined) say(path, `a failure without its error: ${account} ${failure.code}`);
      else if (!mayStand(error, [{ account, region }], place))
        say(path, `must not fail: ${account} ${failure.code}`);
      else index.explain(error);
    }
    return coverage.failures;
  };

  const judge: Judge = {
    list: (path, truth, answered) => {
      const { place, sources } = truth;
      const isRoot = place.startsWith('Query.');
      if (answered === null || answered === undefined) {
        if (isRoot || answered === undefined || !isExplained(path, sources, place))
          say(path, 'is null without one error that explains it');
        return;
      }
      const connection = answered as Connection;
      const { nodes, coverage, totalCount, pageInfo } = connection;
      const failures = failuresOf(path, connection, truth);
      if (!isRoot && failures.length > 0) say(path, 'a nested list must be null where a source failed');
      const failed = (one: { account: string; region: string | null }) =>
        failures.some(({ account: of, region }) => of === one.account && region === one.region);
      const promised = truth.nodes.filter((one) => !failed(one));

      const { pairs, missing } = matchRows(
        nodes,
        promised,
        coverage.exact || place !== 'LoadBalancer.instances',
      );
      pairs.forEach(({ row, found }, at) => {
        const below = [...path, 'nodes', at];
        if (found === null) say(below, `${JSON.stringify(row['vendorId'])} does not belong here`);
        else judge.node(below, found, row);
      });

      const inexact = (of: string) =>
        strikesAt(of, place).filter(({ outcome }) => outcome.type === 'inexact');
      for (const one of missing) {
        const strike = inexact(one.account).find(
          ({ outcome }) => outcome.type === 'inexact' && outcome.losesRows,
        );
        if (strike === undefined) say(path, `${String(one.values['vendorId'])} is missing`);
        else if (strike.target.noun === one.noun && !isRepeated(place)) lost(strike, 1);
      }
      const mayBeInexact =
        failures.length > 0 || sources.some((source) => inexact(source.account).length > 0);
      if (!coverage.exact && !mayBeInexact) say(path, 'is not exact without a reason');
      const whole = missing.length === 0 && failures.length === 0;
      if (coverage.exact && !whole) say(path, 'says that it is exact and lacks rows');
      expectAll(path, {
        totalCount: [totalCount, coverage.exact ? truth.nodes.length : null],
        hasNextPage: [pageInfo.hasNextPage, failures.length > 0],
        hasPreviousPage: [pageInfo.hasPreviousPage, false],
        sources: [coverage.sources, sources.length],
        answered: [coverage.answered, sources.length - failures.length],
        seen: [coverage.seen, nodes.length],
        // Of a list inside its parent's row the vendor tells no total.
        ...(coverage.exact && (path.length === 1 || coverage.expected !== null)
          ? { expected: [coverage.expected, truth.nodes.length] }
          : {}),
        ...(failures.length > 0 ? { expected: [coverage.expected, null] } : {}),
      });
    },
    node,
    lookedUp: (path, truth, answered) => {
      const place = `Node.${truth.noun}`;
      if (answered === null || answered === undefined) {
        if (!isExplained(path, [truth], place)) say(path, 'is null without one error that explains it');
      } else values(path, truth, answered as Value, place);
    },
    end: () => {
      for (const error of errors) {
        const at = error.path ?? ['(no path)'];
        if (!index.isExplained(error)) say(at, `the error ${error.extensions.code} explains nothing here`);
        violations.push(...formProblems(error).map((what) => `${at.join('.')}: ${what}`));
      }
      return violations;
    },
  };
  const expectAll = (path: Path, pairs: Readonly<Record<string, readonly unknown[]>>) => {
    for (const [name, [value, expected]] of Object.entries(pairs)) {
      if (value !== expected) say(path, `${name} is ${String(value)}, not ${String(expected)}`);
    }
  };
  return judge;
}

/** Whether a value may differ from the truth as it does, because of one fault. */
function mayDiffer(
  { target, outcome }: Strike,
  name: string,
  value: unknown,
  answered: Row,
  expected: unknown,
): boolean {
  if (outcome.type === 'absent') return name === 'name' && value === null && expected !== null;
  if (outcome.type !== 'unknown') return false;
  const [field, word] = target.enumerated;
  if (name === field)
    return value === 'UNKNOWN' && (word === null || !(word in answered) || answered[word] === unknownValue);
  // What a machine is going through outranks its status, which is unknown all the same.
  if (name !== word || value !== unknownValue) return false;
  return !(field in answered) || answered[field] === 'UNKNOWN' || isUnderway(answered);
}

function isUnderway({ vendorFields }: Row): boolean {
  const { transition_status: transition } = (vendorFields ?? {}) as Row;
  return typeof transition === 'string' && transition !== '';
}

interface Matched {
  readonly pairs: readonly { readonly row: Value; readonly found: TrueNode | null }[];
  readonly missing: readonly TrueNode[];
}

/**
 * Which object each row is: in their order, none twice. The machines of a load balancer stand in the order in which its
 * backends name them, so that they may be in another one where a backend is lost: then `ordered` is false.
 */
function matchRows(rows: readonly Value[], promised: readonly TrueNode[], ordered: boolean): Matched {
  const left = [...promised];
  const missing: TrueNode[] = [];
  const pairs = rows.map((row) => {
    const at = left.findIndex(({ values }) => values['vendorId'] === row['vendorId']);
    if (at === -1) return { row, found: null };
    const found = left[at] ?? null;
    missing.push(...left.splice(0, ordered ? at : 0));
    left.splice(ordered ? 0 : at, 1);
    return { row, found };
  });
  return { pairs, missing: [...missing, ...left] };
}

/** Judges an answer to the whole query. */
export function judgeWhole(
  { data, errors, status }: GraphqlAnswer<Readonly<Record<string, unknown>>>,
  truth: TrueAnswer,
  judgement: Judgement,
  lost?: (strike: Strike, rows: number) => void,
): readonly string[] {
  const judge = createJudge(errors, judgement, lost);
  judge.list(['loadBalancers'], truth.loadBalancers, data['loadBalancers']);
  judge.list(['instances'], truth.instances, data['instances']);
  const accounts = data['accounts'] as readonly Value[];
  truth.accounts.forEach(({ id, loadBalancers, instances }, index) => {
    const account = accounts[index];
    judge.list(['accounts', index, 'loadBalancers'], loadBalancers, account?.['loadBalancers']);
    judge.list(['accounts', index, 'instances'], instances, account?.['instances']);
    if (account?.['id'] !== id) throw new Error(`account ${id} is not where it was configured`);
  });
  return [...(status === 200 ? [] : [`HTTP status ${status}`]), ...judge.end()];
}
