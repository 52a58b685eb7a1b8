import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type GraphqlAnswer, type GraphqlError } from '../support/gateway.js';
import { actions } from './fault-actions.js';
import { outcomeOf, type Strike } from './fault-kinds.js';
import { openWorld, type World } from './fault-worlds.js';
import { judgeWhole } from './fault-oracle.js';
import { wholeQuery } from './fault-truth.js';

type Answer = GraphqlAnswer<Readonly<Record<string, unknown>>>;
type Step = string | number;

let world: World;
/** Without a fault; and with a source, a nested list and looked-up fields that failed. */
let good: Answer;
let failing: Answer;
let short: Answer;

const failure = { kind: 'http500', accounts: { a1: 'DescribeInstances', a2: 'DescribeLoadBalancers' } };

function strikesOf(kind: string, on: Readonly<Record<string, string>>): readonly Strike[] {
  return Object.entries(on).map(([account, action]) => {
    const target = actions.find((one) => one.provider === 'QINGCLOUD' && one.action === action);
    if (target === undefined) throw new Error('no such action');
    return { account, target, outcome: outcomeOf(kind, target) };
  });
}

const failingStrikes = strikesOf(failure.kind, failure.accounts);
const shortStrikes = strikesOf('short-page', { a2: 'DescribeLoadBalancerBackends' });

beforeAll(async () => {
  world = await openWorld('QINGCLOUD v1');
  const { simulator, accounts } = world.vendors;
  const ask = async () => {
    const gateway = await startGateway(accounts, { now: world.now });
    const answer = await gateway.query(wholeQuery, { health: true });
    await gateway.stop();
    return answer;
  };
  good = await ask();
  simulator.setFaults(
    failingStrikes.map(({ account, target: { action } }) => ({ account, action, kind: 'http500' })),
  );
  failing = await ask();
  simulator.setFaults([{ account: 'a2', action: 'DescribeLoadBalancerBackends', kind: 'short-page' }]);
  short = await ask();
  simulator.setFaults([]);
});

afterAll(() => world.close());

const judge = (answer: Answer, strikes: readonly Strike[] = [], mayFail = true) =>
  judgeWhole(answer, world.truths.whole, { strikes, mayFail });

/** A copy of an answer with one place in its data changed. */
function doctored(answer: Answer, path: readonly Step[], change: (value: unknown) => unknown): Answer {
  const copy = structuredClone(answer);
  let parent: unknown = copy.data;
  for (const step of path.slice(0, -1)) parent = (parent as Readonly<Record<Step, unknown>>)[step];
  const last = path.at(-1) ?? '';
  const holder = parent as Record<Step, unknown>;
  if (!(last in holder)) throw new Error(`nothing at ${path.join('.')}`);
  holder[last] = change(holder[last]);
  return copy;
}

/** What an answer has at a path. In the failing one load balancers of the last account are missing, so that paths lead to the same in both. */
function valueAt({ data }: Answer, path: readonly Step[]): unknown {
  let value: unknown = data;
  for (const step of path) value = (value as Readonly<Record<Step, unknown>> | null)?.[step];
  return value;
}

const withErrors = (
  answer: Answer,
  change: (errors: readonly GraphqlError[]) => readonly GraphqlError[],
): Answer => ({
  ...answer,
  errors: change(answer.errors),
});

const tail = (rows: unknown) => (rows as readonly unknown[]).slice(1);
const swapped = (rows: unknown) => {
  const [first, second, ...rest] = rows as readonly unknown[];
  return [second, first, ...rest];
};
const firstLoadBalancer = ['loadBalancers', 'nodes', 0];
const firstBackends = [...firstLoadBalancer, 'listeners', 'nodes', 0, 'backends'];

/** Gives one field of two siblings to each other. */
function exchanged(rows: unknown, field: string): unknown {
  const [first, second, ...rest] = rows as readonly Readonly<Record<string, unknown>>[];
  return [{ ...first, [field]: second?.[field] }, { ...second, [field]: first?.[field] }, ...rest];
}

/** A shorter list that hides it: its counts fit. */
function shortened(connection: unknown): unknown {
  const { nodes, totalCount, coverage, ...rest } = connection as {
    readonly nodes: readonly unknown[];
    readonly totalCount: number;
    readonly coverage: Readonly<Record<string, unknown>>;
  };
  const count = nodes.length - 1;
  return {
    ...rest,
    nodes: nodes.slice(0, -1),
    totalCount: totalCount - 1,
    coverage: { ...coverage, seen: count, expected: count },
  };
}

/** Places of errors: those of lists, and some of the many looked-up fields. */
const someErrors = () =>
  failing.errors.flatMap(({ path }, place) => ((path?.length ?? 0) < 4 || place % 11 === 0 ? [place] : []));

describe('the judge of answers', () => {
  test('finds nothing in answers that hold to the contract', () => {
    expect(good.errors).toEqual([]);
    expect(judge(good)).toEqual([]);
    expect(failing.errors.length).toBeGreaterThan(3);
    expect(judge(failing, failingStrikes)).toEqual([]);
    expect(short.errors).toEqual([]);
    expect(judge(short, shortStrikes)).toEqual([]);
  });

  test('takes a faulty answer for none where no fault was', () => {
    expect(judge(failing)).not.toEqual([]);
    expect(judge(failing, failingStrikes, false)).not.toEqual([]);
    expect(judge(short)).not.toEqual([]);
  });

  test.each<[string, readonly Step[], (value: unknown) => unknown]>([
    ['a list at the root that is shorter, with fitting counts', ['loadBalancers'], shortened],
    ['a nested list that is shorter, with fitting counts', firstBackends, shortened],
    ['a list of an account that is shorter, with fitting counts', ['accounts', 0, 'instances'], shortened],
    ['rows in another order', ['instances', 'nodes'], swapped],
    [
      'a row twice',
      ['instances', 'nodes'],
      (rows) => [...(rows as unknown[]).slice(0, 1), ...(rows as unknown[])],
    ],
    ['a wrong value', [...firstLoadBalancer, 'name'], () => 'another name'],
    ['a status that is a guess', [...firstLoadBalancer, 'status'], () => 'UNKNOWN'],
    ['a value that is missing', [...firstLoadBalancer, 'createdAt'], () => null],
    ['a value of a sibling', [...firstBackends, 'nodes'], (rows) => exchanged(rows, 'createdAt')],
    ['machines of siblings', [...firstBackends, 'nodes'], (rows) => exchanged(rows, 'instance')],
    ['a wrong count', [...firstBackends, 'totalCount'], () => 1000],
    ['a page to come that is not there', ['loadBalancers', 'pageInfo', 'hasNextPage'], () => true],
    ['a list that is null without an error', firstBackends, () => null],
    ['a source too few', ['loadBalancers', 'coverage', 'answered'], () => 3],
    ['a list that is not exact without a reason', ['instances', 'coverage', 'exact'], () => false],
  ])('finds %s', (_, path, change) => {
    expect(judge(doctored(good, path, change))).not.toEqual([]);
  });

  test.each<[string, readonly Step[], (value: unknown) => unknown]>([
    ['a failure that coverage leaves out', ['loadBalancers', 'coverage', 'failures'], tail],
    ['a partial sum', ['loadBalancers', 'totalCount'], () => 4],
    [
      'a list that says it is exact and whole though a source failed',
      ['loadBalancers', 'coverage', 'exact'],
      () => true,
    ],
    ['no page to come while a source is behind', ['loadBalancers', 'pageInfo', 'hasNextPage'], () => false],
    [
      'a failed list that is empty instead of null',
      ['accounts', 2, 'loadBalancers'],
      () => ({
        totalCount: 0,
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
        coverage: { sources: 2, answered: 2, expected: 0, seen: 0, exact: true, failures: [] },
        nodes: [],
      }),
    ],
    ['a value of an account that was not struck', ['instances', 'nodes', 0, 'name'], () => null],
  ])('finds, beside failures, %s', (_, path, change) => {
    expect(judge(doctored(failing, path, change), failingStrikes)).not.toEqual([]);
  });

  test.each<[string, (error: GraphqlError) => GraphqlError]>([
    [
      'uncoded',
      (error) => ({ ...error, extensions: { ...error.extensions, code: 'INTERNAL_SERVER_ERROR' } }),
    ],
    [
      'of a code that the fault does not give',
      (error) => ({ ...error, extensions: { ...error.extensions, code: 'UPSTREAM_TIMEOUT' } }),
    ],
    [
      'without the request’s id',
      (error) => ({ ...error, extensions: { ...error.extensions, requestId: undefined } }),
    ],
    [
      'without retryable',
      (error) => ({ ...error, extensions: { ...error.extensions, retryable: undefined } }),
    ],
    [
      'of an account that was not struck',
      (error) => ({ ...error, extensions: { ...error.extensions, account: 'b' } }),
    ],
    [
      'of an action that was not struck',
      (error) => ({ ...error, extensions: { ...error.extensions, action: 'DescribeZones' } }),
    ],
    ['at another path', (error) => ({ ...error, path: ['accounts', 1, 'name'] })],
  ])('finds an error %s, wherever it stands', (_, change) => {
    someErrors().forEach((place) => {
      const answer = withErrors(failing, (errors) =>
        errors.map((error, index) => (index === place ? change(error) : error)),
      );
      expect(judge(answer, failingStrikes)).not.toEqual([]);
    });
  });

  test('finds an error that stands twice, or is left out where something is missing, wherever it stands', () => {
    someErrors().forEach((place) => {
      const error = failing.errors[place];
      const twice = withErrors(failing, (errors) => [
        ...errors,
        ...structuredClone(errors.slice(place, place + 1)),
      ]);
      expect(judge(twice, failingStrikes)).not.toEqual([]);
      const without = withErrors(failing, (errors) => errors.filter((_one, index) => index !== place));
      // What is null in truth is right without its error.
      if (valueAt(good, error?.path ?? []) === null) return;
      expect(judge(without, failingStrikes)).not.toEqual([]);
    });
  });

  test('finds a machine that is called gone because it could not be looked up', () => {
    const error = failing.errors.find(({ path }) => path?.at(-1) === 'status' && path.at(-2) === 'instance');
    const path = error?.path ?? [];
    const answer = doctored(failing, path, () => 'NOT_FOUND');
    expect(
      judge(
        withErrors(answer, (errors) => errors.filter((one) => one !== error)),
        failingStrikes,
      ),
    ).not.toEqual([]);
  });

  test('finds a short list that says it is exact, and one with a total', () => {
    const path = ['loadBalancers', 'nodes'];
    const rows = short.data['loadBalancers'] as {
      readonly nodes: readonly Readonly<Record<string, unknown>>[];
    };
    const at = rows.nodes.findIndex(
      ({ backends }) => !(backends as { coverage: { exact: boolean } }).coverage.exact,
    );
    expect(at).toBeGreaterThanOrEqual(0);
    const exact = doctored(short, [...path, at, 'backends', 'coverage', 'exact'], () => true);
    expect(judge(exact, shortStrikes)).not.toEqual([]);
    const total = doctored(short, [...path, at, 'backends', 'totalCount'], () => 3);
    expect(judge(total, shortStrikes)).not.toEqual([]);
  });

  test('finds another HTTP status', () => {
    expect(judge({ ...good, status: 500 })).not.toEqual([]);
  });
});
