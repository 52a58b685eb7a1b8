import { actionsOf, type ActionUnderTest } from './fault-actions.js';
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
  /** What is asked: all; `brief`: nothing of what is at hand or too old; `cold`: no look-ups either. */
  readonly steps?: 'brief' | 'cold';
}

export function describeCase({ kind, target, probability, seed, struck, only }: FaultCase): string {
  const call = only === undefined ? '' : `, call ${only} alone`;
  return `${kind} on ${target.subject} ${target.action} of ${struck.join(' and ')}, probability ${probability}, seed ${seed}${call}`;
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

/** Between them, vendors of every shape: what they have in common with others is tried on these. */
const thorough: readonly string[] = ['QINGCLOUD v1', 'ZENLAYER_BMC v2', 'TENCENT_CLB v2'];

export const thoroughActions: readonly ActionUnderTest[] = thorough.flatMap(
  (subject) => actionsOf[subject] ?? [],
);

/** The actions of all others. */
export const otherActions: readonly ActionUnderTest[] = Object.entries(actionsOf)
  .filter(([subject]) => !thorough.includes(subject))
  .flatMap(([, targets]) => targets);

/**
 * A kind on every action of some subjects. A way is always or sometimes, on one account or on two at once. Every kind meets every action always; one kind
 * that fails calls, in all four ways; what changes rows, in two of them that differ in both; what is mended, sometimes on
 * every fourth action. Which two or which fourth, goes on from kind to kind and from action to action, so that each kind and each action
 * meets every way. Where nothing is known beforehand, how much of it fails makes no difference to what is at hand afterwards: what
 * strikes sometimes is tried briefly, but for that one kind.
 */
export function allCases(kind: string): readonly FaultCase[] {
  return thoroughActions.flatMap((target, at) => {
    const turn = kindNames.indexOf(kind) + at;
    const half = (ways: typeof alwaysWays | typeof sometimesWays) => ways[turn % 2 === 0 ? 0 : 1];
    const ways = {
      all: [...alwaysWays, ...sometimesWays],
      pair: [half(alwaysWays), half(sometimesWays)],
      always: [half(alwaysWays), ...(turn % 4 === 0 ? [half(sometimesWays)] : [])],
    }[waysOf(kind)];
    const singles = [
      // The two services that keep a vendor's machines have an action of the same name: one of them fails.
      ...(target.subject === 'ZENLAYER_BMC v2' && target.noun === 'instance' ? [0, 1] : []),
      // What happens below one load balancer is no other one's business.
      ...(target.perLoadBalancer === true && kind !== 'http500' && !mended.has(kind) ? [1] : []),
    ];
    return [
      ...ways.map((way) => ({
        ...{ kind, target, ...way },
        ...(way.probability < 1 && kind !== 'http500' ? ({ steps: 'brief' } as const) : {}),
      })),
      ...singles.map((only) => ({
        ...{ kind, target, ...always, seed: 5, struck: one, only },
        steps: 'brief' as const,
      })),
    ];
  });
}

/** What a vendor's rows and their places decide, and how an answer is written. */
const rowKinds = kindNames.filter((kind) => {
  const type = outcomes[kind]?.type;
  return type === 'inexact' || type === 'unknown' || type === 'absent' || kind.endsWith('-row');
});
const failingKinds = [...mended, 'auth'];

/**
 * An action with every kind that changes rows once, and with two that fail calls, the one that stands for all of them among them. The ways
 * take turns from kind to kind and from action to action; so do those that are tried at length.
 */
export function onceCases(target: ActionUnderTest): readonly FaultCase[] {
  const at = otherActions.indexOf(target);
  const failing = failingKinds[at % failingKinds.length] ?? 'auth';
  return [...rowKinds, 'http500', failing].map((kind, index) => {
    const turn = at + index;
    const struck = turn % 4 < 2 ? one : two;
    const way = { ...(turn % 2 === 0 ? always : sometimes), seed: turn, struck };
    return { kind, target, ...way, ...(turn % 3 === 0 ? {} : { steps: 'brief' }) };
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
