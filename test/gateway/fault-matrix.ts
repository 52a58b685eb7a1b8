import { isDeepStrictEqual } from 'node:util';
import { startGateway, type Gateway } from '../support/gateway.js';
import type { ActionUnderTest } from './fault-actions.js';
import { describeCase, type FaultCase } from './fault-cases.js';
import { flappingClock, outcomeOf, type Outcome, type Strike } from './fault-kinds.js';
import { judgeWhole, type Judgement } from './fault-oracle.js';
import { wholeQuery } from './fault-truth.js';
import type { World, Worlds } from './fault-worlds.js';

/** Long enough for a busy machine; what hangs has to be waited for, so there it is short. */
const limitsOf = (kind: string) =>
  kind === 'hang'
    ? { upstreamTimeoutMs: 1000, requestDeadlineMs: 5000 }
    : { upstreamTimeoutMs: 20_000, requestDeadlineMs: 30_000 };

const graceMs = 1000;

function outcomeOfCase({ kind, target, probability, only }: FaultCase): Outcome {
  return kind === 'clock' && (probability < 1 || only !== undefined)
    ? flappingClock
    : outcomeOf(kind, target);
}

/**
 * Asks the same under a fault with nothing at hand, with everything at hand, and with everything too old, and after each
 * time without the fault, then all by its ids; gives every violation of the contract.
 */
export async function runCase(world: World, faultCase: FaultCase): Promise<readonly string[]> {
  const { kind, target, probability, seed, struck, only, steps } = faultCase;
  const { vendors, lookUps, now, expire } = world;
  const { simulator, accounts } = vendors;
  const limits = limitsOf(kind);
  const strikes = struck.map((account): Strike => ({ account, target, outcome: outcomeOfCase(faultCase) }));
  const { provider, action, withoutHealth } = target;
  const truth = world.truths[withoutHealth === true ? 'withoutHealth' : 'whole'];
  const violations: string[] = [];
  const say = (step: string, found: readonly string[]) =>
    violations.push(...found.map((what) => `${describeCase(faultCase)}: ${step}: ${what}`));
  const setFaults = (on: boolean) =>
    simulator.setFaults(
      on
        ? struck.map((account, index) => ({
            account,
            provider,
            action,
            kind,
            probability,
            seed: seed + index,
            ...(kind === 'latency' ? { ms: 40 } : {}),
            ...(only === undefined ? {} : { skip: only, count: 1 }),
          }))
        : [],
    );

  const gateway = await startGateway(accounts, { limits, now });
  const ask = async (step: string, query: Gateway['query'], text: string, variables: object) => {
    simulator.clearCalls();
    const started = performance.now();
    const answer = await query(text, variables as Readonly<Record<string, unknown>>);
    const took = performance.now() - started;
    if (took > limits.requestDeadlineMs + graceMs) say(step, [`took ${Math.round(took)} ms`]);
    const written = JSON.stringify(answer);
    for (const { credentials } of accounts)
      for (const secret of [credentials.id, credentials.key])
        if (written.includes(secret)) say(step, ['a secret stands in the answer']);
    return answer;
  };
  const whole = (step: string) => ask(step, gateway.query, wholeQuery, { health: withoutHealth !== true });
  const judged = async (step: string, judgement: Judgement) => {
    const answer = await whole(step);
    const lost = new Map<Strike, Set<string>>();
    const below = new Set<string>();
    say(
      step,
      judgeWhole(answer, truth, judgement, {
        lost: (strike, row) => lost.set(strike, (lost.get(strike) ?? new Set()).add(row)),
        below: (loadBalancer) => below.add(loadBalancer),
      }),
    );
    if (only !== undefined && target.perLoadBalancer === true && below.size > 1)
      say(step, [`one call spoilt ${[...below].join(' and ')}`]);
    return { answer, lost };
  };
  // What an answer lacks without a failure was kept with the rest, and stays until it is too old.
  const kept = strikes.filter(({ outcome }) => outcome.type !== 'failed');
  const struckStep = async (step: string) => {
    setFaults(true);
    const { answer, lost } = await judged(step, { strikes, mayFail: true });
    const mustShow =
      probability === 1 && only === undefined && strikes.some(({ outcome }) => outcome.type === 'failed');
    if (mustShow && answer.errors.length === 0) say(step, ['the fault did not show']);
    const { calls } = simulator.calls();
    for (const [{ account }, rows] of lost) {
      const most = calls.filter((call) => call.account === account && call.action === action).length;
      if (rows.size > most) say(step, [`${rows.size} rows of ${account} are lost in ${most} calls`]);
    }
    const reached = calls.some((call) => struck.includes(call.account ?? '') && call.action === action);
    if (!reached) say(step, ['the fault had nothing to strike']);
    setFaults(false);
    return judged(`${step}, fault over`, { strikes: kept, mayFail: false });
  };

  try {
    const { answer } = await struckStep('cold');
    if (steps === 'cold') return violations;
    if (steps === undefined) {
      setFaults(true);
      const warm = await whole('warm');
      if (simulator.calls().total > 0) say('warm', [`${simulator.calls().total} calls were made`]);
      if (!isDeepStrictEqual(warm, answer)) say('warm', ['the answer is another one']);
      expire();
      await struckStep('expired');
    }

    expire();
    setFaults(true);
    const looked = await ask('look-ups', gateway.query, lookUps.query, lookUps.variables);
    say('look-ups', lookUps.judge(looked, { strikes, mayFail: true }));
    setFaults(false);
    const again = await ask('look-ups, fault over', gateway.query, lookUps.query, lookUps.variables);
    say('look-ups, fault over', lookUps.judge(again, { strikes: kept, mayFail: false }));

    if (target.noun !== 'health' || steps !== undefined) return violations;
    // Where health is not asked for, nothing can go wrong with it.
    expire();
    setFaults(true);
    const lean = await ask('without health', gateway.query, wholeQuery, { health: false });
    const nothing = { strikes: [], mayFail: false };
    say('without health', judgeWhole(lean, world.truths.withoutHealth, nothing));
    const { byAction } = simulator.calls();
    if (byAction[`${provider} ${action}`] !== undefined) say('without health', ['health was asked for']);
  } finally {
    setFaults(false);
    await gateway.stop();
  }
  return violations;
}

/** How many cases run at once: many of them wait, for what hangs and for repeats. */
const atOnce = { hanging: 8, other: 4 };

/**
 * Runs cases, each on vendors that no other uses meanwhile; gives every violation. On a busy machine a call that does not hang may take
 * too long as well: what is found only where calls hang counts if it is found again with nothing running beside it.
 */
export async function runCases(cases: readonly FaultCase[], worlds: Worlds): Promise<readonly string[]> {
  const violations: string[] = [];
  const doubtful: FaultCase[] = [];
  const work = async (queue: FaultCase[], doubt: (one: FaultCase) => boolean) => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const one = next;
      const found = await worlds.lend(one.target.subject, (world) => runCase(world, one));
      if (found.length > 0 && doubt(one)) doubtful.push(one);
      else violations.push(...found);
    }
  };
  const queue = [...cases];
  const isHanging = ({ kind }: FaultCase) => kind === 'hang';
  const workers = cases.some(isHanging) ? atOnce.hanging : atOnce.other;
  await Promise.all(Array.from({ length: Math.min(workers, cases.length) }, () => work(queue, isHanging)));
  await work(doubtful, () => false);
  return violations;
}

/** What hangs longer than the request may take: the answer comes all the same, in time, and every error in it is coded. */
export async function runDeadline(
  world: World,
  { provider, action }: ActionUnderTest,
): Promise<readonly string[]> {
  const { simulator, accounts } = world.vendors;
  const requestDeadlineMs = 600;
  const gateway = await startGateway(accounts, {
    limits: { upstreamTimeoutMs: 60_000, requestDeadlineMs },
    now: world.now,
  });
  simulator.setFaults([{ provider, action, kind: 'hang' }]);
  try {
    const started = performance.now();
    const health = action !== 'DescribeLoadBalancerListeners';
    const { status, errors } = await gateway.query(wholeQuery, { health });
    const took = performance.now() - started;
    const uncoded = errors.filter(({ extensions }) => extensions.code !== 'REQUEST_TIMEOUT');
    return [
      ...(took > requestDeadlineMs + graceMs ? [`${provider} ${action}: took ${Math.round(took)} ms`] : []),
      ...(status === 200 ? [] : [`${provider} ${action}: HTTP status ${status}`]),
      ...(errors.length > 0 ? [] : [`${provider} ${action}: no error`]),
      ...uncoded.map(({ extensions }) => `${provider} ${action}: an error under ${extensions.code}`),
    ];
  } finally {
    simulator.setFaults([]);
    await gateway.stop();
  }
}
