import type { InventoryAccount } from '../../src/simulator/inventory.js';
import type { Simulator } from '../../src/simulator/simulator.js';
import {
  trueTree,
  valueFields,
  type Row,
  type TrueBackend,
  type TrueListener,
  type TrueLoadBalancer,
} from '../support/truth.js';
import type { Noun } from './fault-actions.js';
import { carriedBy, lookedUpOf, rowOf, variantOf } from './fault-truth-vendors.js';

/** An object as a fault-free answer would show it. */
export interface TrueNode {
  readonly noun: Noun;
  readonly account: string;
  /** Null where the vendor has none. */
  readonly region: string | null;
  readonly values: Row;
  /** Of which of the vendor's kinds it, or what it stands under, is. */
  readonly variant?: string | undefined;
  /** The vendor's row that it stands in, where one row stands for several objects. */
  readonly row?: string | undefined;
  /** As a fault-free answer gave it: which of several objects it is. */
  readonly id?: string;
  /** Whether it is bound at the load balancer itself, or a machine that is. */
  readonly isBound?: boolean;
  /** A machine that a backend names. */
  readonly named?: {
    /** What the backend's row tells of it; all else is looked up. */
    readonly carried: ReadonlySet<string>;
    /** What looking it up gives. */
    readonly lookedUp: Row;
  };
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
  /** By which provider and dialect it is read, or the first part of it. */
  readonly subject: string;
  readonly variant?: string | undefined;
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
const machines = `${page} nodes { id account { id } region ${valueFields.instance} }`;

/** The whole tree, all lists of accounts and load balancers, and all that connections tell. */
export const wholeQuery = `query Whole($health: Boolean!) {
  loadBalancers(first: 1000) { ${page} nodes {
    id account { id } provider ${valueFields.loadBalancer}
    listeners(first: 100) { ${page} nodes {
      id ${valueFields.listener}
      rules(first: 100) { ${page} nodes {
        id ${valueFields.rule}
        backends(first: 1000) { ${page} nodes { id ${valueFields.backend} ${health} } }
      } }
      backends(first: 1000) { ${page} nodes { id ${valueFields.backend} ${health} instance { ${valueFields.instance} } } }
    } }
    backends(first: 1000) { ${page} nodes { id vendorId port ${health} } }
    instances(first: 1000) { ${page} nodes { id ${machine} } }
  } }
  instances(first: 1000) { ${machines} }
  accounts {
    id
    loadBalancers(first: 1000) { ${page} nodes { id vendorId name status } }
    instances(first: 1000) { ${page} nodes { id vendorId name } }
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
    const subject = `${provider} ${account.api}`;
    // A vendor without regions is asked about all that an account has at once.
    const regions = account.regions.length === 0 ? [null] : account.regions;
    return {
      id,
      subject,
      sources: regions.map((region): TrueSource => ({ account: id, provider, region })),
      loadBalancers: trueTree(simulator, id).map((row) => loadBalancerNode(row, account, withHealth)),
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
  const first = accounts[0]?.subject ?? '';
  return {
    loadBalancers: {
      place: 'Query.loadBalancers',
      subject: first,
      nodes: accounts.flatMap(({ loadBalancers }) => loadBalancers),
      sources,
    },
    instances: {
      place: 'Query.instances',
      subject: first,
      nodes: accounts.flatMap(({ instances }) => instances),
      sources,
    },
    accounts: accounts.map((account) => ({
      id: account.id,
      loadBalancers: {
        place: 'Account.loadBalancers',
        subject: account.subject,
        nodes: lean(account.loadBalancers, ['vendorId', 'name', 'status']),
        sources: account.sources,
      },
      instances: {
        place: 'Account.instances',
        subject: account.subject,
        nodes: lean(account.instances, ['vendorId', 'name']),
        sources: account.sources,
      },
    })),
  };
}

const healthFields = ['health', 'vendorHealth'];

function loadBalancerNode(
  row: TrueLoadBalancer,
  { id: account, provider, api }: InventoryAccount,
  withHealth: boolean,
): TrueNode {
  const subject = `${provider} ${api}`;
  const region = typeof row['region'] === 'string' ? row['region'] : null;
  const sources = [{ account, provider, region }];
  const own = variantOf(subject, row);
  const toNode = (noun: Noun, values: Row, variant = own): TrueNode => ({
    noun,
    account,
    region,
    values,
    variant,
  });
  const toMachine = (values: Row, backend: TrueBackend): TrueNode => ({
    ...toNode('instance', values),
    named: { carried: carriedBy(subject, backend), lookedUp: lookedUpOf(values, backend) },
  });
  const toList = (place: string, nodes: readonly TrueNode[], variant = own): TrueList => ({
    place,
    subject,
    nodes,
    sources,
    variant,
  });
  const toBackend = (backend: TrueBackend, listener: TrueListener | null): TrueNode => {
    const { instance, ...values } = backend;
    return {
      ...toNode(
        'backend',
        withHealth ? values : without(values, healthFields),
        variantOf(subject, row, listener),
      ),
      row: rowOf(subject, row, backend),
      isBound: listener === null,
      objects: { instance: instance === null ? null : toMachine(instance, backend) },
    };
  };
  const plain = ({ objects: _objects, ...node }: TrueNode): TrueNode => node;
  const listeners = row.listeners.map((listener): TrueNode => {
    const variant = variantOf(subject, row, listener);
    const backends = (rows: readonly TrueBackend[]) => rows.map((backend) => toBackend(backend, listener));
    const rules = listener.rules.map(({ backends: below, ...rule }): TrueNode => ({
      ...toNode('rule', rule, variant),
      lists: { backends: toList('ListenerRule.backends', backends(below).map(plain), variant) },
    }));
    return {
      ...toNode('listener', without(listener, ['rules', 'backends']), variant),
      lists: {
        rules: toList('Listener.rules', rules, variant),
        backends: toList('Listener.backends', backends(listener.backends), variant),
      },
    };
  });
  const seen = row.listeners.flatMap((listener) =>
    listener.backends.map((backend) => toBackend(backend, listener)),
  );
  const bound = row.backends.map((backend) => toBackend(backend, null));
  const backendNames = ['vendorId', 'port', ...(withHealth ? healthFields : [])];
  const lean = ({ values, ...node }: TrueNode) => ({
    ...plain({ values, ...node }),
    values: pick(values, backendNames),
  });
  return {
    ...toNode('loadBalancer', {
      ...without(row, ['listeners', 'backends']),
      account: { id: account },
      provider,
    }),
    lists: {
      listeners: toList('LoadBalancer.listeners', listeners),
      backends: toList('LoadBalancer.backends', [...seen, ...bound].map(lean)),
      instances: toList(
        'LoadBalancer.instances',
        machinesBehind(row).map(([instance, backend]) => ({
          ...toMachine(pick(instance, machine.split(' ')), backend),
          isBound: row.listeners.length === 0,
        })),
      ),
    },
  };
}

/** The distinct machines behind a load balancer in the order in which its backends name them, each with the first of these. */
function machinesBehind({ listeners, backends }: TrueLoadBalancer): readonly (readonly [Row, TrueBackend])[] {
  const machines = new Map<string, readonly [Row, TrueBackend]>();
  for (const backend of [...listeners.flatMap((listener) => listener.backends), ...backends]) {
    const { instance } = backend;
    if (instance === null) continue;
    const key = `${String(instance['kind'])} ${String(instance['vendorId'])}`;
    if (!machines.has(key)) machines.set(key, [instance, backend]);
  }
  return [...machines.values()];
}
