import { isDeepStrictEqual } from 'node:util';
import type { GraphqlAnswer, GraphqlError } from '../support/gateway.js';
import { createErrorIndex, formProblems } from './fault-errors.js';
import { isAbout, isTold } from './fault-actions.js';
import { mayDiffer } from './fault-differences.js';
import { changes, type Strike } from './fault-kinds.js';
import { matchRows } from './fault-rows.js';
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
type Place = Pick<TrueSource, 'account' | 'region'> & Pick<TrueNode, 'variant'>;

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

export interface Judge {
  readonly list: (path: Path, place: TrueList, answered: unknown) => void;
  readonly node: (path: Path, truth: TrueNode, answered: unknown) => void;
  /** One of several objects that were looked up by id. */
  readonly lookedUp: (path: Path, truth: TrueNode, answered: unknown) => void;
  /** Every violation that was found, with errors that stand nowhere. */
  readonly end: () => readonly string[];
}

/** What is seen of faults where the contract allows it. */
export interface Damage {
  /** A row of the vendor that is missing, by a name of its own. */
  readonly lost: (strike: Strike, row: string) => void;
  /** A load balancer below which something is not as it should be. */
  readonly below: (loadBalancer: string) => void;
}

const unheard: Damage = { lost: () => undefined, below: () => undefined };

/** Judges the parts of one answer, and tells what is damaged in it. */
export function createJudge(
  errors: readonly GraphqlError[],
  { strikes, mayFail }: Judgement,
  damage: Damage = unheard,
): Judge {
  const violations: string[] = [];
  const index = createErrorIndex(errors);
  const say = (path: Path, what: string) => violations.push(`${path.join('.')}: ${what}`);
  const strikesAt = ({ account, variant }: Pick<Place, 'account' | 'variant'>, place: string) =>
    strikes.filter(
      ({ account: struck, target }) =>
        struck === account && target.places.includes(place) && isAbout(target, variant),
    );

  const mayStand = ({ extensions }: GraphqlError, about: readonly Place[], place: string) =>
    mayFail &&
    about.some(({ account, region, variant }) =>
      strikesAt({ account, variant }, place).some(({ target, outcome }) => {
        const told = { account, region, provider: target.provider };
        const { action } = extensions;
        const isLater = isLookUp(place) && outcome.type === 'inexact' && action === target.goesOnTo;
        if (action !== target.action && !isLater) return false;
        if (Object.entries(told).some(([name, value]) => extensions[name] !== value)) return false;
        if (outcome.type === 'failed') return extensions.code === outcome.code;
        // A list that comes inside another record's row has to be looked up with it.
        const lookedUp = isLookUp(place) || target.comesInside === true;
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

  let current: string | null = null;
  const damaged = () => {
    if (current !== null) damage.below(current);
  };

  const values = (path: Path, truth: TrueNode, answered: Value, place: string) => {
    const own = strikes.filter(
      ({ account, target }) => account === truth.account && isAbout(target, truth.variant),
    );
    for (const [name, expected] of Object.entries(truth.values)) {
      const value = answered[name];
      const [error] = index.at([...path, name]);
      if (error === undefined && isDeepStrictEqual(value, expected)) continue;
      damaged();
      if (error !== undefined) {
        const isCarried =
          truth.named?.carried.has(name) === true && !own.some(({ target }) => target.carried);
        if (value !== null || isCarried || !isExplained([...path, name], [truth], place))
          say([...path, name], `must not have the error ${error.extensions.code}`);
      } else if (!own.some((strike) => mayDiffer(strike, truth, name, value, answered))) {
        say([...path, name], `is ${JSON.stringify(value)}, not ${JSON.stringify(expected)}`);
      }
    }
  };

  const node: Judge['node'] = (path, truth, answered) => {
    const value = answered as Value;
    values(path, truth, value, truth.named === undefined ? 'the row itself' : 'Backend.instance');
    for (const [name, object] of Object.entries(truth.objects ?? {})) {
      const below = value[name] ?? null;
      if (object !== null && below !== null) node([...path, name], object, below);
      else if (object !== below) say([...path, name], below === null ? 'is null' : 'is not null');
    }
    if (truth.noun === 'loadBalancer') current = `${truth.account} ${String(truth.values['vendorId'])}`;
    for (const [name, list] of Object.entries(truth.lists ?? {}))
      judge.list([...path, name], list, value[name]);
    if (truth.noun === 'loadBalancer') current = null;
  };

  const failuresOf = (path: Path, { coverage }: Connection, { place, sources, variant }: TrueList) => {
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
      else if (!mayStand(error, [{ account, region, variant }], place))
        say(path, `must not fail: ${account} ${failure.code}`);
      else index.explain(error);
    }
    return coverage.failures;
  };

  const judge: Judge = {
    list: (path, truth, answered) => {
      const { place, sources, variant } = truth;
      const isRoot = place.startsWith('Query.');
      if (answered === null || answered === undefined) {
        damaged();
        const about = sources.map((source) => ({ ...source, variant }));
        if (isRoot || answered === undefined || !isExplained(path, about, place))
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

      /** What of the rows of an account may have changed here; `silently`: though the list says that it is exact. */
      const changing = (account: string, what: 'losesRows' | 'addsRows', silently: boolean) =>
        strikesAt({ account, variant }, place).find(
          ({ outcome, target }) => target.noun !== 'health' && changes(outcome, what, place, silently),
        );
      const mayLose = sources.some(({ account }) => changing(account, 'losesRows', coverage.exact));
      const { pairs, missing } = matchRows(
        nodes,
        promised,
        place !== 'LoadBalancer.instances' || (coverage.exact && !mayLose),
      );
      const added = pairs.filter(({ found }) => found === null);
      const mayAdd = sources.some(
        (source) =>
          changing(source.account, 'addsRows', coverage.exact) ??
          hidingListeners({ ...source, variant }, place, coverage.exact),
      );
      pairs.forEach(({ row, found }, at) => {
        const below = [...path, 'nodes', at];
        if (found !== null) judge.node(below, found, row);
        else if (!mayAdd) say(below, `${JSON.stringify(row['vendorId'])} does not belong here`);
      });
      for (const one of missing) {
        const strike =
          changing(one.account, 'losesRows', coverage.exact) ?? hidingBound(one, place, coverage.exact);
        if (strike === undefined)
          say(
            path,
            `${String(one.values['vendorId'])} is missing${coverage.exact ? ', and the list is exact' : ''}`,
          );
        else if (strike.target.noun === one.noun) damage.lost(strike, one.row ?? one.id ?? '');
      }
      const mayBeInexact =
        failures.length > 0 ||
        sources.some(({ account }) =>
          strikesAt({ account, variant }, place).some(({ outcome }) => outcome.type === 'inexact'),
        );
      if (!coverage.exact && !mayBeInexact) say(path, 'is not exact without a reason');
      if (coverage.exact && failures.length > 0) say(path, 'says that it is exact where a source failed');
      const lacksHealth = pairs.some(
        ({ row, found }) =>
          found?.values['vendorHealth'] !== undefined && row['vendorHealth'] !== found.values['vendorHealth'],
      );
      const healthIsUnread = sources.some(({ account }) =>
        strikesAt({ account, variant }, place).some(
          ({ outcome, target }) => outcome.type === 'inexact' && target.noun === 'health',
        ),
      );
      if (coverage.exact && lacksHealth && healthIsUnread)
        say(path, 'is exact though health could not be read');
      if (!coverage.exact || missing.length > 0 || added.length > 0) damaged();
      const count = truth.nodes.length - missing.length + added.length;
      expectAll(path, {
        totalCount: [totalCount, coverage.exact ? count : null],
        hasNextPage: [pageInfo.hasNextPage, failures.length > 0],
        hasPreviousPage: [pageInfo.hasPreviousPage, false],
        sources: [coverage.sources, sources.length],
        answered: [coverage.answered, sources.length - failures.length],
        seen: [coverage.seen, nodes.length],
        ...(failures.length > 0 ? { expected: [coverage.expected, null] } : {}),
      });
      if (failures.length === 0) checkExpected(path, connection, truth);
    },
    node,
    lookedUp: (path, truth, answered) => {
      const place = `Node.${truth.noun}`;
      if (answered === null || answered === undefined) {
        const isHidden = strikesAt(truth, place).some(
          ({ outcome, target }) => target.noun !== 'health' && changes(outcome, 'losesRows', place, true),
        );
        const isGone = isHidden || hidingBound(truth, place, true) !== undefined;
        const isSilent = isGone && index.at(path).length === 0;
        if (!isSilent && !isExplained(path, [truth], place))
          say(path, 'is null without one error that explains it');
      } else values(path, truth, answered as Value, place);
    },
    end: () => {
      for (const error of errors) {
        const at = error.path ?? ['(no path)'];
        if (!index.isExplained(error))
          say(
            at,
            `the error ${error.extensions.code} of ${String(error.extensions['action'])} explains nothing here`,
          );
        violations.push(...formProblems(error).map((what) => `${at.join('.')}: ${what}`));
      }
      return violations;
    },
  };
  /** What the vendor says that a list has: nothing where it says nothing, and never less than there is. */
  const checkExpected = (
    path: Path,
    { coverage }: Connection,
    { place, subject, nodes, variant }: TrueList,
  ) => {
    const { expected, exact } = coverage;
    const told = isTold(subject, place, variant);
    const isRoot = path.length === 1;
    // Of nothing that could hold any, nothing is expected.
    if (told === false && expected !== null && !(expected === 0 && exact))
      say(path, `expects ${expected}, which no vendor told`);
    if (exact && expected === null && (told === true || isRoot)) say(path, 'expects nothing');
    if (expected !== null && (exact ? expected !== nodes.length : expected < nodes.length))
      say(path, `expects ${expected}, not ${nodes.length}`);
  };

  /**
   * A machine that is bound at a load balancer itself is seen so where this has no listeners: where not all that it has could be read,
   * nobody knows.
   */
  const hidingBound = (one: TrueNode, place: string, isExact: boolean): Strike | undefined =>
    one.isBound === true
      ? strikesAt(one, place).find(
          ({ target: { decidesBound }, outcome }) =>
            decidesBound === true &&
            (isExact ? changes(outcome, 'addsRows', place, true) : outcome.type === 'inexact'),
        )
      : undefined;

  /** The other way round: without the listeners that a load balancer has, what is bound there is seen at itself. */
  const hidingListeners = (at: Place, place: string, isExact: boolean): Strike | undefined =>
    place === 'LoadBalancer.backends'
      ? strikesAt(at, place).find(
          ({ target, outcome }) =>
            target.decidesBound === true && changes(outcome, 'losesRows', place, isExact),
        )
      : undefined;

  const expectAll = (path: Path, pairs: Readonly<Record<string, readonly unknown[]>>) => {
    for (const [name, [value, expected]] of Object.entries(pairs)) {
      if (value !== expected) say(path, `${name} is ${String(value)}, not ${String(expected)}`);
    }
  };
  return judge;
}

/** Judges an answer to the whole query. */
export function judgeWhole(
  { data, errors, status }: GraphqlAnswer<Readonly<Record<string, unknown>>>,
  truth: TrueAnswer,
  judgement: Judgement,
  damage?: Damage,
): readonly string[] {
  const judge = createJudge(errors, judgement, damage);
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
