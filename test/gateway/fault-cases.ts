import { actions, type ActionUnderTest } from './fault-actions.js';
import { outcomes } from './fault-kinds.js';

export interface FaultCase {
  readonly kind: string;
  readonly target: ActionUnderTest;
  readonly probability: number;
  readonly seed: number;
  /** The accounts that are struck. */
  readonly struck: readonly string[];
  /** Strikes one call of each account alone: the one behind so many others. */
  readonly only?: number;
}

export function describeCase({ kind, target, probability, seed, struck, only }: FaultCase): string {
  const call = only === undefined ? '' : `, call ${only} alone`;
  return `${kind} on ${target.provider} ${target.action} of ${struck.join(' and ')}, probability ${probability}, seed ${seed}${call}`;
}

const one = ['a1'];
const two = ['a1', 'a2'];

const always = { probability: 1 };
const sometimes = { probability: 0.3 };
const alwaysWays = [
  { ...always, seed: 1, struck: one },
  { ...always, seed: 2, struck: two },
] as const;
const sometimesWays = [
  { ...sometimes, seed: 4, struck: two },
  { ...sometimes, seed: 3, struck: one },
] as const;

/** What is mended by asking again, unless it happens again. */
const mended = new Set([
  'http429',
  'vendor-throttle',
  'vendor-internal',
  'reset',
  'truncate',
  'garbage',
  'empty-body',
  'html',
]);

/** Which ways a kind is tried in: `all` of them, one of each `pair`, or `always`, and sometimes now and then. */
function waysOf(kind: string): 'all' | 'pair' | 'always' {
  // What becomes of a call that failed does not depend on why: one kind stands for all of them.
  if (kind === 'http500') return 'all';
  // Nothing becomes of a slow call, and what hangs has to be waited for.
  return mended.has(kind) || kind === 'latency' || kind === 'hang' ? 'always' : 'pair';
}

const kindNames = Object.keys(outcomes);

/**
 * A kind on every action. A way is always or sometimes, on one account or on two at once. Every kind meets every action always; one kind
 * that fails calls, in all four ways; what changes rows, in two of them that differ in both; what is mended, sometimes on
 * every fourth action. Which two or which fourth, goes on from kind to kind and from action to action, so that each kind and each action
 * meets every way.
 */
export function allCases(kind: string): readonly FaultCase[] {
  return actions.flatMap((target, at) => {
    const turn = kindNames.indexOf(kind) + at;
    const half = (ways: typeof alwaysWays | typeof sometimesWays) => ways[turn % 2 === 0 ? 0 : 1];
    const ways = {
      all: [...alwaysWays, ...sometimesWays],
      pair: [half(alwaysWays), half(sometimesWays)],
      always: [half(alwaysWays), ...(turn % 4 === 0 ? [half(sometimesWays)] : [])],
    }[waysOf(kind)];
    const singles = [
      // The two services that keep a vendor's machines have an action of the same name: one of them fails.
      ...(target.provider === 'ZENLAYER_BMC' && target.noun === 'instance' ? [0, 1] : []),
      // What happens below one load balancer is no other one's business.
      ...(target.perLoadBalancer === true && kind !== 'http500' && !mended.has(kind) ? [1] : []),
    ];
    return [
      ...ways.map((way) => ({ kind, target, ...way })),
      ...singles.map((only) => ({ kind, target, ...always, seed: 5, struck: one, only })),
    ];
  });
}

/** One case for each kind, over some actions in turn. */
export function sampleCases(
  kinds: readonly string[],
  targets: readonly ActionUnderTest[],
): readonly FaultCase[] {
  return kinds.flatMap((kind, index) => {
    const target = targets[index % targets.length];
    const probability = index % 3 === 2 ? 0.3 : 1;
    const struck = index % 2 === 0 ? one : two;
    return target === undefined ? [] : [{ kind, target, probability, seed: index, struck }];
  });
}
