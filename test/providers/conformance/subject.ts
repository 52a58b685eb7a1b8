import { loadTypeDefs } from '../../../src/graphql/type-defs.js';
import type { ProviderDefinition } from '../../../src/providers/provider.js';
import type { Topology } from '../../../src/simulator/simulator.js';
import type { Vendor } from '../../../src/simulator/vendor.js';
import { createTransport, type Transport } from '../../../src/upstream/transport.js';
import { startFleet, type Fleet, type FleetOptions } from '../../support/gateway.js';

type TopologyAccount = Topology['accounts'][number];

/** How large a fleet a case needs. */
export interface Totals {
  readonly loadBalancers: number;
  readonly listeners: number;
  readonly backends: number;
  readonly instances: number;
}

/** A provider with its twin in the simulator: all that the suite has to be told of it. */
export interface ConformanceSubject {
  readonly definition: ProviderDefinition;
  /** The vendor's twin. */
  readonly vendor: Vendor;
  /**
   * One account of the twin: what it needs besides totals, and `options` for the gateway's side of it. Where the vendor has
   * regions, in one of them: cases count the calls of one source.
   */
  readonly account: Omit<TopologyAccount, 'id' | 'provider' | keyof Totals>;
  /** What of the account depends on how large the fleet is. */
  readonly shape?: (totals: Totals) => Partial<TopologyAccount>;
  /** Whether rows name what they stand under, true unless told: where they do not, a foreign one can only be noticed by a total. */
  readonly namesParents?: boolean;
  readonly options?: Readonly<Record<string, unknown>>;
  /** The provider's own SDL, where it stands in no file under schema/. */
  readonly sdl?: string;
  readonly openTransport?: (endpoint: string | null) => Transport;
}

/** One thing that every provider has to do. */
export interface ConformanceCase {
  readonly name: string;
  /** @throws when the provider does not do it */
  readonly run: (subject: ConformanceSubject) => Promise<void>;
}

/** The id of the account that cases ask. */
export const account = 'subject';

/** Time stands still: on a slow machine, too, what was read stays fresh to the end of a case. */
export const still: FleetOptions = { now: () => Date.UTC(2026, 5, 1) };

/** A fleet with every shape that tells providers apart, in few calls. */
export const usual: Totals = { loadBalancers: 6, listeners: 14, backends: 170, instances: 130 };
export const small: Totals = { loadBalancers: 3, listeners: 5, backends: 12, instances: 6 };
export const nothing: Totals = { loadBalancers: 0, listeners: 0, backends: 0, instances: 0 };

/** A gateway over one account of the subject, for as long as `use` runs. */
export async function withFleet<T>(
  subject: ConformanceSubject,
  totals: Totals,
  use: (fleet: Fleet) => Promise<T>,
  { parts, ...options }: FleetOptions = {},
): Promise<T> {
  const { definition, vendor, sdl, openTransport } = subject;
  const fleet = await startFleet(
    {
      seed: 7,
      accounts: [
        {
          ...subject.account,
          ...totals,
          ...subject.shape?.(totals),
          id: account,
          provider: definition.id,
        },
      ],
    },
    {
      vendors: [vendor],
      ...(subject.options === undefined ? {} : { options: { [account]: subject.options } }),
      ...options,
      parts: {
        providers: [definition],
        ...(sdl === undefined ? {} : { sdl: `${loadTypeDefs()}\n${sdl}` }),
        ...(openTransport === undefined ? {} : { openTransport }),
        ...parts,
      },
    },
  );
  try {
    return await use(fleet);
  } finally {
    await fleet.stop();
  }
}

/** Asks, and gives the data of an answer that has no error. */
export async function ask<Data>(
  fleet: Fleet,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const { data, errors } = await fleet.query<Data>(query, variables);
  if (errors.length > 0) throw new Error(`an error where there is no fault: ${JSON.stringify(errors[0])}`);
  return data;
}

/** The subject's transport with every answer's JSON changed on its way. */
export function rewriting(
  { openTransport = createTransport }: ConformanceSubject,
  change: (json: unknown) => unknown,
): (endpoint: string | null) => Transport {
  return (endpoint) => {
    const transport = openTransport(endpoint);
    return {
      ...transport,
      send: async (request, signal) => {
        const response = await transport.send(request, signal);
        return { ...response, body: JSON.stringify(change(JSON.parse(response.body))) };
      },
    };
  };
}
