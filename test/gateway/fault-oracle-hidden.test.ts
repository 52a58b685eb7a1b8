import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type GraphqlAnswer } from '../support/gateway.js';
import { actionsOf } from './fault-actions.js';
import { outcomeOf, type Strike } from './fault-kinds.js';
import { openWorld, type World } from './fault-worlds.js';
import { judgeWhole } from './fault-oracle.js';
import { wholeQuery } from './fault-truth.js';

type Answer = GraphqlAnswer<Readonly<Record<string, unknown>>>;
type Step = string | number;

let world: World;
let good: Answer;

beforeAll(async () => {
  world = await openWorld('TENCENT_CLB v2');
  const gateway = await startGateway(world.vendors.accounts, { now: world.now });
  good = await gateway.query(wholeQuery, { health: true });
  await gateway.stop();
});

afterAll(() => world.close());

function strikesOf(kind: string, action: string): readonly Strike[] {
  const target = actionsOf['TENCENT_CLB v2']?.find((one) => one.action === action);
  if (target === undefined) throw new Error(`no action ${action}`);
  return [{ account: 'a1', target, outcome: outcomeOf(kind, target) }];
}

const judge = (answer: Answer, strikes: readonly Strike[] = []) =>
  judgeWhole(answer, world.truths.whole, { strikes, mayFail: true });

/** The first load balancer of a kind whose first listener has backends of its own, with health that is told. */
function loadBalancerOf(variant: string): readonly Step[] {
  const at = world.truths.whole.loadBalancers.nodes.findIndex(({ variant: own, lists }) => {
    const backends = lists?.['listeners']?.nodes[0]?.lists?.['backends']?.nodes ?? [];
    const isTold = backends.some(({ values }) => values['vendorHealth'] !== null);
    return own === variant && backends.length > 1 && isTold;
  });
  if (at === -1) throw new Error(`no load balancer is ${variant}`);
  return ['loadBalancers', 'nodes', at];
}

/** A copy of the answer with one object in it changed. */
function changed(path: readonly Step[], change: (value: never) => object): Answer {
  const copy = structuredClone(good);
  const place = path.reduce<unknown>((value, step) => (value as Record<Step, unknown>)[step], copy.data);
  Object.assign(place as object, change(place as never));
  return copy;
}

interface Connection {
  readonly nodes: readonly object[];
  readonly totalCount: number | null;
  readonly coverage: object;
}

/** A list without its last row, or with one more, that hides it. */
const sized =
  (more: -1 | 1, coverage: object) =>
  (list: Connection): object => {
    const count = list.nodes.length + more;
    const nodes = more < 0 ? list.nodes.slice(0, -1) : [...list.nodes, { ...list.nodes[0], id: 'another' }];
    return { nodes, totalCount: count, coverage: { ...list.coverage, seen: count, ...coverage } };
  };

const listenersOf = (variant: string) => [...loadBalancerOf(variant), 'listeners'];
const ownBackendsOf = (variant: string) => [...listenersOf(variant), 'nodes', 0, 'backends'];

describe('the judge of what a vendor leaves untold', () => {
  test('finds nothing in a fault-free answer', () => {
    expect(good.errors).toEqual([]);
    expect(judge(good)).toEqual([]);
  });

  test('takes a number where no total is told for a claim', () => {
    const told = changed(ownBackendsOf('application'), ({ nodes, coverage }: Connection) => ({
      coverage: { ...coverage, expected: nodes.length },
    }));
    expect(judge(told)).not.toEqual([]);
    const silent = changed(ownBackendsOf('classic'), ({ coverage }: Connection) => ({
      coverage: { ...coverage, expected: null },
    }));
    expect(judge(silent)).not.toEqual([]);
  });

  test('lets a short list that is exact pass only where no total shows it, and says so', () => {
    const application = strikesOf('short-page', 'DescribeForwardLBBackends');
    const hidden = changed(ownBackendsOf('application'), sized(-1, { expected: null }));
    expect(judge(hidden, application)).toEqual([]);
    expect(judge(hidden)).not.toEqual([]);
    expect(judge(changed(ownBackendsOf('application'), sized(-1, { expected: 1 })), application)).not.toEqual(
      [],
    );
    const classic = strikesOf('short-page', 'DescribeLoadBalancerBackends');
    expect(judge(changed(ownBackendsOf('classic'), sized(-1, {})), classic)).not.toEqual([]);
    // The fault is one of the other kind's.
    expect(judge(hidden, classic)).not.toEqual([]);
  });

  test('lets a row too many in an exact list pass only where neither total nor parent shows it', () => {
    const application = strikesOf('foreign-row', 'DescribeForwardLBListeners');
    const hidden = changed(listenersOf('application'), sized(1, { expected: null }));
    expect(judge(hidden, application)).toEqual([]);
    expect(judge(hidden)).not.toEqual([]);
    const classic = strikesOf('foreign-row', 'DescribeLoadBalancerListeners');
    expect(judge(changed(listenersOf('classic'), sized(1, {})), classic)).not.toEqual([]);
    const named = strikesOf('foreign-row', 'DescribeForwardLBBackends');
    const backends = changed(ownBackendsOf('application'), sized(1, { expected: null }));
    expect(judge(backends, named)).not.toEqual([]);
  });

  test('finds what a backend’s row tells of its machine and the answer does not', () => {
    const failing = strikesOf('auth', 'DescribeInstances');
    const path = [...ownBackendsOf('classic'), 'nodes', 0, 'instance'];
    const told = {
      account: 'a1',
      provider: 'TENCENT_CLB',
      region: 'ap-guangzhou',
      action: 'DescribeInstances',
    };
    const failedAt = (name: string): Answer => {
      const extensions = {
        ...told,
        code: 'UPSTREAM_UNAUTHENTICATED',
        requestId: 'r',
        retryable: false,
        vendorCode: 4100,
        vendorRequestId: null,
        retryAfterMs: null,
      };
      const answer = changed(path, () => ({ [name]: null }));
      return { ...answer, errors: [{ message: 'no', path: [...path, name], extensions }] };
    };
    expect(judge(failedAt('createdAt'), failing)).toEqual([]);
    expect(judge(failedAt('name'), failing)).not.toEqual([]);
    expect(judge(failedAt('privateAddresses'), failing)).not.toEqual([]);
  });

  test('finds health that could not be read in a list that is exact', () => {
    for (const list of [ownBackendsOf('classic'), [...loadBalancerOf('classic'), 'backends']]) {
      const { nodes } = list.reduce<unknown>(
        (value, step) => (value as Record<Step, unknown>)[step],
        good.data,
      ) as { readonly nodes: readonly { readonly vendorHealth: string | null }[] };
      const at = nodes.findIndex(({ vendorHealth }) => vendorHealth !== null);
      const unknown = changed([...list, 'nodes', at], () => ({ health: 'UNKNOWN', vendorHealth: null }));
      // No total shows that a row is missing; one that cannot be read is seen.
      expect(judge(unknown, strikesOf('short-page', 'DescribeLBHealthStatus'))).toEqual([]);
      expect(judge(unknown, strikesOf('wrong-type', 'DescribeLBHealthStatus'))).not.toEqual([]);
      expect(judge(unknown)).not.toEqual([]);
    }
  });
});
