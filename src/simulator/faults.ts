import { z } from 'zod';
import { faultKinds, type FaultEffect } from './fault-kinds.js';
import { createRandom, type Random } from './random.js';
import type { CallIdentity } from './vendor.js';

/** What a fault may name: it would strike nothing under another name, and nobody would notice. */
export interface FaultTargets {
  readonly providers: readonly string[];
  readonly accounts: readonly string[];
  /** What a provider's calls name the region of this code. */
  readonly regionName: (provider: string, code: string) => string;
}

const oneOf = (what: string, known: readonly string[]) =>
  z.string().refine((name) => known.includes(name), {
    error: ({ input }) => `unknown ${what} ${JSON.stringify(input)}; known: ${known.join(', ')}`,
  });

const faultFields = {
  /** By any of its codes. Null strikes calls that name no region: all calls to a vendor without regions. */
  region: z.string().nullable().optional(),
  action: z.string().optional(),
  kind: oneOf('kind', [...faultKinds.keys()]),
  /** How likely a matching call is struck; 1 by default. */
  probability: z.number().min(0).max(1).optional(),
  /** Strikes at most this many calls. */
  count: z.number().int().min(1).optional(),
  /** Lets the first matching calls pass. */
  skip: z.number().int().min(0).optional(),
  /** Strikes only calls for this page, counted from 1. */
  page: z.number().int().min(1).optional(),
  seed: z.number().int().optional(),
  /** Of `latency`: the delay. Of `clock`: how far the vendor's clock is ahead. */
  ms: z.number().int().optional(),
};

const faultListSchema = ({ providers, accounts }: FaultTargets) =>
  z.array(
    z.strictObject({
      ...faultFields,
      provider: oneOf('provider', providers).optional(),
      account: oneOf('account', accounts).optional(),
    }),
  );

export type Fault = z.infer<ReturnType<typeof faultListSchema>>[number];

export interface Strike {
  readonly fault: Fault;
  readonly effect: FaultEffect;
  readonly random: Random;
}

export interface Faults {
  list(): readonly Fault[];
  /** Replaces the list; throws a RangeError that names each mistake. */
  set(list: unknown): void;
  /** The faults that strike this call: every delay, and the first one of another kind. Counts them. */
  strike(provider: string, call: CallIdentity): Strike[];
}

interface ArmedFault extends Strike {
  /** Decides which calls are struck. Apart from `random`, whose use depends on the rows of an answer. */
  readonly dice: Random;
  matched: number;
  struck: number;
}

export function createFaults(targets: FaultTargets): Faults {
  let armed: ArmedFault[] = [];
  return {
    list: () => armed.map(({ fault }) => fault),
    set(list) {
      armed = parseFaults(list, targets).map(arm);
    },
    strike(provider, call) {
      const strikes: Strike[] = [];
      let decided = false;
      for (const entry of armed) {
        const isDelay = entry.effect.stage === 'delay';
        if ((decided && !isDelay) || !matches(entry.fault, provider, call, targets) || !fires(entry))
          continue;
        strikes.push(entry);
        decided ||= !isDelay;
      }
      return strikes;
    },
  };
}

function parseFaults(list: unknown, targets: FaultTargets): Fault[] {
  const parsed = faultListSchema(targets).safeParse(list);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: [index, ...rest], message }) => {
    const place = index === undefined ? 'faults' : `faults[${String(index)}]`;
    return `${[place, ...rest.map(String)].join('.')}: ${message}`;
  });
  throw new RangeError(problems.join('; '));
}

function arm(fault: Fault, index: number): ArmedFault {
  const effect = faultKinds.get(fault.kind);
  if (!effect) throw new RangeError(`unknown kind "${fault.kind}"`);
  const stream = `fault/${fault.seed ?? 0}/${index}`;
  return {
    fault,
    effect,
    random: createRandom(`${stream}/rows`),
    dice: createRandom(stream),
    matched: 0,
    struck: 0,
  };
}

function matches(fault: Fault, provider: string, call: CallIdentity, { regionName }: FaultTargets): boolean {
  const { region = null } = fault;
  return (
    (fault.provider ?? provider) === provider &&
    (fault.account === undefined || fault.account === call.account) &&
    (fault.region === undefined || (region && regionName(provider, region)) === call.region) &&
    (fault.action === undefined || fault.action === call.action) &&
    (fault.page === undefined || fault.page === call.page)
  );
}

function fires(entry: ArmedFault): boolean {
  const { fault, dice } = entry;
  entry.matched += 1;
  if (entry.matched <= (fault.skip ?? 0)) return false;
  if (fault.count !== undefined && entry.struck >= fault.count) return false;
  if (!dice.chance(fault.probability ?? 1)) return false;
  entry.struck += 1;
  return true;
}
