import { expect } from 'vitest';
import type { Simulator } from '../../src/simulator/simulator.js';
import type { Gateway } from './gateway.js';

/** Every field of each noun that is a plain value and does not change by nature. */
export const valueFields = {
  loadBalancer:
    'vendorId region zone name status vendorStatus scheme addresses domain networkId createdAt tags { key value } vendorFields',
  listener: `vendorId name protocol ports { from to } port scheduler
    sessionPersistence { type cookieName timeoutSeconds }
    healthCheck { enabled protocol path host port intervalSeconds timeoutSeconds healthyThreshold unhealthyThreshold }
    status vendorStatus vendorFields`,
  backend: `vendorId name port weight status vendorStatus addresses createdAt vendorFields
    target { __typename ... on Instance { vendorId } ... on Router { vendorId } ... on IpTarget { address } ... on UnknownTarget { vendorId } }`,
  health: 'health vendorHealth',
  rule: `vendorId domain path status vendorStatus
    healthCheck { enabled protocol path host port intervalSeconds timeoutSeconds healthyThreshold unhealthyThreshold }`,
  /** Of a machine under a backend; a listed one has a region besides. */
  instance:
    'vendorId zone name kind status vendorStatus privateAddresses publicAddresses createdAt vendorFields',
} as const;

const backendsPage = `backends(first: 1000) {
  totalCount coverage { exact expected } pageInfo { hasNextPage }
  nodes {
    ${valueFields.backend} ${valueFields.health}
    instance { ${valueFields.instance} }
  }
}`;

/** What is bound at load balancers themselves, among all their backends. */
const boundTree = `query Bound($account: [ID!], $first: Int!) {
  loadBalancers(first: $first, filter: { account: $account }) { nodes { ${backendsPage} } }
}`;

/** All of that from load balancers down, in one query. */
export const wholeTree = `query Tree($account: [ID!], $first: Int!) {
  loadBalancers(first: $first, filter: { account: $account }) {
    totalCount
    coverage { exact expected seen }
    pageInfo { hasNextPage }
    nodes {
      ${valueFields.loadBalancer}
      listeners(first: 100) {
        totalCount coverage { exact expected } pageInfo { hasNextPage }
        nodes {
          ${valueFields.listener}
          rules(first: 1000) {
            totalCount coverage { exact expected } pageInfo { hasNextPage }
            nodes { ${valueFields.rule} ${backendsPage} }
          }
          ${backendsPage}
        }
      }
    }
  }
}`;

export const allInstances = `query Instances($account: [ID!], $first: Int!, $after: String) {
  instances(first: $first, after: $after, filter: { account: $account }) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { region ${valueFields.instance} }
  }
}`;

export type Row = Readonly<Record<string, unknown>>;

interface Page {
  readonly totalCount: number | null;
  readonly coverage: { readonly exact: boolean };
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly nodes: readonly Row[];
}

/** An answer's tree without what connections add, after checking that each is whole. */
function plain(connection: unknown): readonly Row[] {
  const { totalCount, coverage, pageInfo, nodes } = connection as Page;
  const whole = totalCount === nodes.length && coverage.exact && !pageInfo.hasNextPage;
  if (!whole)
    throw new Error(`not whole: ${totalCount} promised, ${nodes.length} rows, exact ${coverage.exact}`);
  return nodes;
}

/** The load balancers of an account as the gateway gives them. */
export async function answeredTree(gateway: Gateway, account: string): Promise<readonly Row[]> {
  const { data, errors } = await gateway.query(wholeTree, { account: [account], first: 1000 });
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
  const tree = plain(data['loadBalancers']).map((loadBalancer) => ({
    ...loadBalancer,
    listeners: plain(loadBalancer['listeners']).map((listener) => ({
      ...listener,
      rules: plain(listener['rules']).map((rule) => ({ ...rule, backends: plain(rule['backends']) })),
      backends: plain(listener['backends']),
    })),
  }));
  const bound = await gateway.query(boundTree, { account: [account], first: 1000 });
  if (bound.errors.length > 0) throw new Error(JSON.stringify(bound.errors[0]));
  const all = (bound.data['loadBalancers'] as Page).nodes.map(({ backends }) => plain(backends));
  return tree.map((loadBalancer, index) => {
    const seen = loadBalancer.listeners.flatMap(({ backends }) => backends);
    // The same ones are listed from both sides, in the same order.
    if (seen.length > 0) expect(all[index]).toEqual(seen);
    return { ...loadBalancer, backends: seen.length > 0 ? [] : all[index] };
  });
}

export interface TrueBackend extends Row {
  readonly vendorId: string | null;
  readonly instance: Row | null;
}

export interface TrueRule extends Row {
  readonly vendorId: string;
  readonly backends: readonly TrueBackend[];
}

export interface TrueListener extends Row {
  readonly vendorId: string;
  readonly rules: readonly TrueRule[];
  readonly backends: readonly TrueBackend[];
}

export interface TrueLoadBalancer extends Row {
  readonly vendorId: string;
  readonly listeners: readonly TrueListener[];
  /** Bound at itself, because it has no listeners. */
  readonly backends: readonly TrueBackend[];
}

/** What the same tree must be by the simulator's inventory: backends with the machine that their target names. */
export function trueTree(simulator: Simulator, account: string): readonly TrueLoadBalancer[] {
  const [truth] = simulator.inventory(account).accounts;
  if (truth === undefined) throw new Error(`no account ${account}`);
  return truth.loadBalancers.map((loadBalancer) => {
    const withMachines = (backends: readonly Backend[]) =>
      backends.map((backend) => ({
        ...backend,
        instance: trueInstance(truth, loadBalancer.region, backend),
      }));
    return {
      ...loadBalancer,
      listeners: loadBalancer.listeners.map((listener) => ({
        ...listener,
        rules: listener.rules.map((rule) => ({
          ...rule,
          backends: withMachines(rule.backends.map(asInDeepList)),
        })),
        backends: withMachines(
          listener.rules.length > 0 ? listener.backends.map(asInDeepList) : listener.backends,
        ),
      })),
      backends: withMachines(loadBalancer.backends),
    };
  });
}

/** All that is behind a load balancer: listener after listener, or what is bound at itself. */
export function allBackends({ listeners, backends }: TrueLoadBalancer): readonly TrueBackend[] {
  return [...listeners.flatMap((listener) => listener.backends), ...backends];
}

/** The distinct machines behind a load balancer, in the order in which its backends name them. */
export function trueMachines(loadBalancer: TrueLoadBalancer): readonly Row[] {
  const machines = new Map<string, Row>();
  for (const { instance } of allBackends(loadBalancer)) {
    if (instance === null) continue;
    const key = `${String(instance['kind'])} ${String(instance['vendorId'])}`;
    if (!machines.has(key)) machines.set(key, instance);
  }
  return [...machines.values()];
}

type Account = ReturnType<Simulator['inventory']>['accounts'][number];
type Backend = Account['loadBalancers'][number]['listeners'][number]['backends'][number];

function trueInstance(truth: Account, region: string | null, backend: Backend): Row | null {
  const { target } = backend;
  if (target.__typename !== 'Instance') return null;
  const known = [...truth.instances, ...truth.byIdOnly.instances].find(
    (instance) => instance.vendorId === target.vendorId && instance.region === region,
  );
  if (known !== undefined) {
    const { region: _region, ...fields } = known;
    return fields;
  }
  // Gone: only what the backend's row says of it is left. Where rows tell no kind, there are virtual machines only.
  const { instanceType = 'VM' } = backend.vendorFields;
  const nothing = {
    vendorId: target.vendorId,
    name: backend.vendorFields['instanceName'] ?? null,
    kind: instanceType === 'VM' ? 'VIRTUAL_MACHINE' : 'BARE_METAL',
    status: 'NOT_FOUND',
    zone: null,
    vendorStatus: null,
    privateAddresses: null,
    publicAddresses: null,
    createdAt: null,
    vendorFields: null,
  };
  // Bare metal's rows tell how a target is bound, and of a machine its name and address.
  if ((backend.vendorFields['bindType'] ?? backend.vendorFields['BindType']) !== undefined) {
    return { ...nothing, name: backend.name, kind: 'BARE_METAL', privateAddresses: backend.addresses };
  }
  // Tencent's other load balancers tell its name and addresses; as its state 0, which means nothing.
  const told = truth.gone?.find(({ vendorId }) => vendorId === target.vendorId);
  if (told === undefined) return nothing;
  const { name, privateAddresses, publicAddresses } = told;
  return { ...nothing, name, privateAddresses, publicAddresses };
}

/** The one call that brings all rules of bare metal's listeners with their backends lacks two fields of these. */
function asInDeepList(backend: Backend): Backend {
  const lacking = new Set(['operates', 'mgtip']);
  const told = Object.entries(backend.vendorFields).filter(([name]) => !lacking.has(name.toLowerCase()));
  return { ...backend, vendorFields: Object.fromEntries(told) };
}
