import type { Simulator } from '../../src/simulator/simulator.js';
import { trueMachines, trueTree, valueFields, type Row, type TrueLoadBalancer } from '../support/truth.js';
import type { Noun } from './fault-kinds.js';

/** An object as a fault-free answer would show it. */
export interface TrueNode {
  readonly noun: Noun;
  readonly account: string;
  /** Null where the vendor has none. */
  readonly region: string | null;
  readonly values: Row;
  /** A machine that a backend names: what the backend's row does not tell of it is looked up. */
  readonly isNamed?: boolean;
  /** Objects below it that are no list: the machine of a backend. */
  readonly objects?: Readonly<Record<string, TrueNode | null>>;
  readonly lists?: Readonly<Record<string, TrueList>>;
}

export interface TrueSource {
  readonly account: string;
  readonly provider: string;
  readonly region: string | null;
}

/** A list as a fault-free answer would show it. */
export interface TrueList {
  /** Type and field, as in the schema. */
  readonly place: string;
  readonly nodes: readonly TrueNode[];
  readonly sources: readonly TrueSource[];
}

export interface TrueAnswer {
  readonly loadBalancers: TrueList;
  readonly instances: TrueList;
  readonly accounts: readonly {
    readonly id: string;
    readonly loadBalancers: TrueList;
    readonly instances: TrueList;
  }[];
}

const page = `totalCount pageInfo { hasNextPage hasPreviousPage }
  coverage { sources answered expected seen exact failures { account provider region action code message retryable } }`;
const health = 'health @include(if: $health) vendorHealth @include(if: $health)';
const machine = 'vendorId kind name status';
const machines = `${page} nodes { account { id } region ${valueFields.instance} }`;

/** The whole tree, all lists of accounts and load balancers, and all that connections tell. */
export const wholeQuery = `query Whole($health: Boolean!) {
  loadBalancers(first: 1000) { ${page} nodes {
    account { id } provider ${valueFields.loadBalancer}
    listeners(first: 100) { ${page} nodes {
      ${valueFields.listener}
      backends(first: 1000) { ${page} nodes { ${valueFields.backend} ${health} instance { ${valueFields.instance} } } }
    } }
    backends(first: 1000) { ${page} nodes { vendorId port ${health} } }
    instances(first: 1000) { ${page} nodes { ${machine} } }
  } }
  instances(first: 1000) { ${machines} }
  accounts {
    id
    loadBalancers(first: 1000) { ${page} nodes { vendorId name status } }
    instances(first: 1000) { ${page} nodes { vendorId name } }
  }
}`;

const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name]]));

const without = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** What the query must give by the simulator's inventory, with or without health. */
export function truthOf(simulator: Simulator, withHealth: boolean): TrueAnswer {
  const accounts = simulator.inventory().accounts.map((account) => {
    const { id, provider } = account;
    const regions = provider === 'ZENLAYER_BMC' ? [null] : account.regions;
    return {
      id,
      sources: regions.map((region): TrueSource => ({ account: id, provider, region })),
      loadBalancers: trueTree(simulator, id).map((row) => loadBalancerNode(row, id, provider, withHealth)),
      instances: account.instances.map((row): TrueNode => ({
        noun: 'instance',
        account: id,
        region: row.region,
        values: { ...row, account: { id } },
      })),
    };
  });
  const lean = (nodes: readonly TrueNode[], names: readonly string[]): readonly TrueNode[] =>
    nodes.map(({ noun, account, region, values }) => ({
      noun,
      account,
      region,
      values: pick(values, names),
    }));
  const sources = accounts.flatMap((account) => account.sources);
  return {
    loadBalancers: {
      place: 'Query.loadBalancers',
      nodes: accounts.flatMap(({ loadBalancers }) => loadBalancers),
      sources,
    },
    instances: {
      place: 'Query.instances',
      nodes: accounts.flatMap(({ instances }) => instances),
      sources,
    },
    accounts: accounts.map((account) => ({
      id: account.id,
      loadBalancers: {
        place: 'Account.loadBalancers',
        nodes: lean(account.loadBalancers, ['vendorId', 'name', 'status']),
        sources: account.sources,
      },
      instances: {
        place: 'Account.instances',
        nodes: lean(account.instances, ['vendorId', 'name']),
        sources: account.sources,
      },
    })),
  };
}

function loadBalancerNode(
  row: TrueLoadBalancer,
  account: string,
  provider: string,
  withHealth: boolean,
): TrueNode {
  const region = typeof row['region'] === 'string' ? row['region'] : null;
  const sources = [{ account, provider, region }];
  const toNode = (noun: Noun, values: Row): TrueNode => ({ noun, account, region, values });
  const toMachine = (values: Row): TrueNode => ({ ...toNode('instance', values), isNamed: true });
  const toList = (place: string, nodes: readonly TrueNode[]): TrueList => ({ place, nodes, sources });
  const healthFields = ['health', 'vendorHealth'];
  const listeners = row.listeners.map((listener): TrueNode => {
    const backends = listener.backends.map(({ instance, ...backend }): TrueNode => ({
      ...toNode('backend', withHealth ? backend : without(backend, healthFields)),
      objects: { instance: instance === null ? null : toMachine(instance) },
    }));
    return {
      ...toNode('listener', without(listener, ['rules', 'backends'])),
      lists: { backends: toList('Listener.backends', backends) },
    };
  });
  const backendNames = ['vendorId', 'port', ...(withHealth ? healthFields : [])];
  const backends = row.listeners.flatMap((listener) => listener.backends);
  return {
    ...toNode('loadBalancer', {
      ...without(row, ['listeners', 'backends']),
      account: { id: account },
      provider,
    }),
    lists: {
      listeners: toList('LoadBalancer.listeners', listeners),
      backends: toList(
        'LoadBalancer.backends',
        backends.map((backend) => toNode('backend', pick(backend, backendNames))),
      ),
      instances: toList(
        'LoadBalancer.instances',
        trueMachines(row).map((instance) => toMachine(pick(instance, machine.split(' ')))),
      ),
    },
  };
}
