import { startGateway, startVendors, type Gateway, type Vendors } from '../../test/support/gateway.js';
import type { Fleet } from './fleet.js';
import { formulas } from './formulas.js';
import { maxima } from './maxima.js';
import { whileRecordsAreFresh, type Need } from './need.js';
import type { CostQuery } from './queries/query.js';
import { nodeIdsOf } from './queries/node-ids.js';
import { chooseSubject, type Subject } from './queries/subject.js';
import { readFleet } from './read-fleet.js';
import type { CostTopology } from './topologies.js';

/** How much of what a query reads is at hand: nothing; all but backends and health; nothing, but all totals are remembered. */
export const states = ['cold', 'half-warm', 'expired'] as const;
export type State = (typeof states)[number];

/** What is measured is calls, not time: also on a machine that is busy with other things. */
const patient = { requestDeadlineMs: 600_000 };

const waitMs: Readonly<Record<State, number>> = { cold: 0, 'half-warm': 20_000, expired: 600_000 };

export interface Explained {
  readonly min: number;
  readonly max: number | null;
  readonly least: number;
  /** Calls that the simulator saw while it was explained: none, or it is wrong. */
  readonly madeMeanwhile: number;
}

/** One query, asked of one fleet in one state. */
export interface CostRow {
  readonly query: string;
  readonly provider: string;
  readonly topology: string;
  readonly state: State;
  readonly explained: Explained | null;
  readonly made: number;
  readonly least: number;
  /** Which calls were made, by action. */
  readonly actions: string;
}

/** A simulated fleet that queries are measured on, each by a gateway that starts with nothing at hand. */
export interface Bench {
  readonly fleet: Fleet;
  readonly subject: Subject;
  readonly measure: (query: CostQuery, wanted?: readonly State[]) => Promise<readonly CostRow[]>;
  readonly stop: () => Promise<void>;
}

/** What `explain` tells while nothing is at hand: it follows from the query and the account's settings, not from the fleet. */
export type ColdExplanations = Map<string, Explained>;

/**
 * @param coldExplanations what was told before, for fleets of the same settings; without it, queries of whole fleets are not explained
 *   while nothing is at hand: each takes a second or two
 */
export async function startBench(
  topology: CostTopology,
  coldExplanations: ColdExplanations | null = null,
): Promise<Bench> {
  let now = Date.now();
  const clock = () => now;
  const { options } = topology;
  const vendors = await startVendors(topology.topology, {
    now: clock,
    ...(options === undefined ? {} : { options: { cost: options } }),
  });
  const [account] = vendors.accounts;
  if (account === undefined) throw new Error('A topology of the table has one account.');
  const fleet = await readFleet(account.endpoint, account.id, topology.provider, topology.setting);
  const region = topology.provider.startsWith('ZENLAYER') ? null : (account.regions[0] ?? null);
  const chosen = chooseSubject(fleet, account.id, region);
  const scout = await startGateway(vendors.accounts, { now: clock });
  const subject = { ...chosen, nodeIds: await nodeIdsOf(scout, chosen, fleet) };
  await scout.stop();
  return {
    ...{ fleet, subject },
    measure: async (query, wanted = states) => {
      const gateway = await startGateway(vendors.accounts, { now: clock, limits: patient });
      const rows: CostRow[] = [];
      try {
        for (const state of states) {
          now += waitMs[state];
          const row = await measureOnce(gateway, vendors, query, {
            ...{ topology, fleet, subject, state, coldExplanations },
          });
          if (wanted.includes(state)) rows.push(row);
        }
      } finally {
        await gateway.stop();
      }
      return rows;
    },
    stop: () => vendors.simulator.close(),
  };
}

interface Place {
  readonly topology: CostTopology;
  readonly fleet: Fleet;
  readonly subject: Subject;
  readonly state: State;
  readonly coldExplanations: ColdExplanations | null;
}

async function measureOnce(
  gateway: Gateway,
  { simulator }: Vendors,
  query: CostQuery,
  place: Place,
): Promise<CostRow> {
  const { topology, fleet, subject, state } = place;
  const variables = query.variables?.(subject, fleet) ?? {};
  simulator.clearCalls();
  const explained = await explainOnce(gateway, query, variables, place, () => simulator.calls().total);
  simulator.clearCalls();
  const { errors, status } = await gateway.query(query.text, variables);
  if (errors.length > 0 || status !== 200) {
    throw new Error(`${query.name} on ${topology.provider} ${topology.name}: ${JSON.stringify(errors)}`);
  }
  const { total, byAction } = simulator.calls();
  return {
    ...{ query: query.name, provider: topology.provider, topology: topology.name, state, made: total },
    explained,
    least: leastOf(query.need(fleet, subject), place),
    actions: Object.entries(byAction)
      .map(([action, count]) => `${action.replace(/^\S+ /, '')} ${count}`)
      .join(', '),
  };
}

function leastOf(need: Need, { topology, fleet, state }: Place): number {
  const { provider } = topology;
  const now: Readonly<Record<State, Need>> = {
    cold: need,
    'half-warm': whileRecordsAreFresh(need, fleet),
    expired: { ...need, readBefore: true },
  };
  return formulas[provider](now[state], fleet, maxima[provider]);
}

/** With nothing at hand, what they may need at most is made up of thousands of rows. */
function isOfWholeFleets({ text }: CostQuery): boolean {
  return /loadBalancers\(first: 200|loadBalancers[^]*backends\(/.test(text);
}

async function explainOnce(
  gateway: Gateway,
  query: CostQuery,
  variables: Readonly<Record<string, unknown>>,
  { topology, state, coldExplanations }: Place,
  callsMade: () => number,
): Promise<Explained | null> {
  const key = `${topology.provider} ${JSON.stringify(topology.options)} ${query.name}`;
  const known = state === 'cold' ? coldExplanations?.get(key) : undefined;
  if (known !== undefined) return known;
  if (state === 'cold' && coldExplanations === null && isOfWholeFleets(query)) return null;
  const explained = { ...(await explain(gateway, query, variables)), madeMeanwhile: callsMade() };
  if (state === 'cold') coldExplanations?.set(key, explained);
  return explained;
}

const explaining = `query Explain($query: String!, $variables: JSONObject) {
  explain(query: $query, variables: $variables) { calls { min max } least errors { message } }
}`;

async function explain(
  gateway: Gateway,
  { text }: CostQuery,
  variables: Readonly<Record<string, unknown>>,
): Promise<Omit<Explained, 'madeMeanwhile'>> {
  const { data, errors } = await gateway.query<{ readonly explain: Answer } | null>(explaining, {
    query: text,
    variables,
  });
  if (data === null || data.explain.errors.length > 0) {
    throw new Error(`${text} is not explained: ${JSON.stringify([errors, data?.explain.errors])}`);
  }
  return { ...data.explain.calls, least: data.explain.least };
}

interface Answer {
  readonly calls: { readonly min: number; readonly max: number | null };
  readonly least: number;
  readonly errors: readonly unknown[];
}
