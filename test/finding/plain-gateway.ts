import { buildSchema, graphql, type GraphQLResolveInfo } from 'graphql';
import { loadTypeDefs } from '../../src/graphql/type-defs.js';
import type { Fleet, GraphqlError } from '../support/gateway.js';
import type { Subject } from './found-lists.js';
import { matchesBackend, matchesInstance, matchesListener, matchesLoadBalancer } from './oracle/matchers.js';
import { inOrder, type Order, type Ordered } from './oracle/orders.js';
import { findBackends, findLoadBalancers, neededSources } from './oracle/reverse.js';
import { rollUp } from './oracle/roll-up.js';
import type { BackendRow, ListenerRow, LoadBalancerRow, RuleRow, Source } from './oracle/rows.js';

/** What a gateway does; a test may put something wrong in a rule's place. */
export interface Rules {
  readonly matchesLoadBalancer: typeof matchesLoadBalancer;
  readonly matchesListener: typeof matchesListener;
  readonly matchesBackend: typeof matchesBackend;
  readonly matchesInstance: typeof matchesInstance;
  readonly inOrder: typeof inOrder;
  readonly rollUp: typeof rollUp;
  readonly findBackends: typeof findBackends;
  readonly findLoadBalancers: typeof findLoadBalancers;
  readonly neededSources: typeof neededSources;
  readonly totalOf: (left: number, all: number, failures: number) => number | null;
  readonly isExact: (failures: number) => boolean;
  readonly hasNext: (to: number, length: number, failures: number) => boolean;
}

const rightRules: Rules = {
  ...{ matchesLoadBalancer, matchesListener, matchesBackend, matchesInstance, inOrder, rollUp },
  ...{ findBackends, findLoadBalancers, neededSources },
  totalOf: (left, _all, failures) => (failures > 0 ? null : left),
  isExact: (failures) => failures === 0,
  hasNext: (to, length, failures) => to < length || failures > 0,
};

interface Args {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly filter?: object | null;
  readonly orderBy?: Order | null;
}

interface Context {
  readonly errors: GraphqlError[];
}

const schema = buildSchema(loadTypeDefs());

/** A gateway that answers from the rows alone: no call, no plan, no cache. An account with any fault at all fails as a whole. */
export function plainGateway({ fleet, clock, rows }: Subject, changed: Partial<Rules> = {}): Subject {
  const rules = { ...rightRules, ...changed };
  const isFailing = ({ account }: Pick<Source, 'account'>) =>
    fleet.simulator.faults().some((fault) => fault.account === account);

  const connection = <R extends Ordered>(
    all: readonly R[],
    args: Args,
    matches: (filter: never, row: R) => boolean,
    toNode: (row: R) => object,
    lost: readonly Source[] = [],
  ) => {
    const left = all.filter((row) => matches((args.filter ?? {}) as never, row));
    const list = rules.inOrder(left, args.orderBy);
    const at = (cursor: string | null | undefined) => list.findIndex(({ id }) => id === cursor);
    const [start, end] = [at(args.after) + 1, args.before ? at(args.before) : list.length];
    const count = args.first ?? args.last ?? 20;
    const [from, to] =
      typeof args.last === 'number'
        ? [Math.max(start, end - count), end]
        : [start, Math.min(end, start + count)];
    const edges = list.slice(from, to).map((row) => ({ cursor: row.id, node: toNode(row) }));
    return {
      edges,
      nodes: edges.map(({ node }) => node),
      totalCount: rules.totalOf(left.length, all.length, lost.length),
      pageInfo: {
        hasNextPage: rules.hasNext(to, list.length, lost.length),
        hasPreviousPage: from > 0,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      coverage: {
        sources: rows.sources.length,
        answered: rows.sources.length - lost.length,
        exact: rules.isExact(lost.length),
        failures: lost,
      },
    };
  };

  const backendsField =
    ({ backends }: { readonly backends: readonly BackendRow[] }) =>
    (args: Args) =>
      connection(backends, args, rules.matchesBackend, backendNode);
  const healthField =
    ({ backends }: { readonly backends: readonly BackendRow[] }) =>
    () => ({ ...rules.rollUp(backends), asOf: backends.length === 0 ? null : 'now' });

  const backendNode = ({ id, row, loadBalancer, machine }: BackendRow): object => ({
    ...row,
    ...{ __typename: 'Backend', id, loadBalancer: { id: loadBalancer } },
    instance: machine === null ? null : () => instanceNode({ id: machine }),
  });
  const ruleNode = (rule: RuleRow) => ({
    ...{ __typename: 'ListenerRule', id: rule.id },
    ...{ backends: backendsField(rule), health: healthField(rule) },
  });
  const listenerNode = (listener: ListenerRow) => ({
    ...{ __typename: 'Listener', id: listener.id },
    ...{ backends: backendsField(listener), health: healthField(listener) },
    rules: (args: Args) => connection(listener.rules, args, () => true, ruleNode),
  });
  const loadBalancerNode = (one: LoadBalancerRow) => ({
    ...{ __typename: 'LoadBalancer', id: one.id },
    ...{ backends: backendsField(one), health: healthField(one) },
    instances: (args: Args) => {
      const machines = new Set(one.backends.map(({ machine }) => machine));
      const behind = [...machines].flatMap((id) => rows.instances.find((row) => row.id === id) ?? []);
      return connection(behind, args, rules.matchesInstance, instanceNode);
    },
    listeners: (args: Args) => connection(one.listeners, args, rules.matchesListener, listenerNode),
  });
  const instanceNode = ({ id }: { readonly id: string }) => ({
    ...{ __typename: 'Instance', id },
    backends: backendsField({ backends: rules.findBackends(rows, { instance: [id] }) }),
    loadBalancers: (args: Args) =>
      connection(rules.findLoadBalancers(rows, id), args, rules.matchesLoadBalancer, loadBalancerNode),
  });

  const root =
    <R extends Ordered & Source>(
      all: readonly R[],
      matches: (filter: never, row: R) => boolean,
      toNode: (row: R) => object,
    ) =>
    (args: Args, { errors }: Context, { path }: GraphQLResolveInfo) => {
      const filter = args.filter ?? {};
      const isVoid = Object.values(filter).some((wanted) => Array.isArray(wanted) && wanted.length === 0);
      const lost = isVoid ? [] : rules.neededSources(rows, filter).filter(isFailing);
      for (const { account, region } of lost) {
        const extensions = { code: 'UPSTREAM_UNAVAILABLE', account, region };
        errors.push({ message: 'It failed.', path: [path.key], extensions });
      }
      return connection(
        all.filter((row) => !isFailing(row)),
        args,
        matches,
        toNode,
        lost,
      );
    };

  const known = (id: string): object | null => {
    const loadBalancer = rows.loadBalancers.find((one) => one.id === id);
    if (loadBalancer !== undefined) return loadBalancerNode(loadBalancer);
    const listeners = rows.loadBalancers.flatMap((one) => one.listeners);
    const listener = listeners.find((one) => one.id === id);
    if (listener !== undefined) return listenerNode(listener);
    const rule = listeners.flatMap((one) => one.rules).find((one) => one.id === id);
    if (rule !== undefined) return ruleNode(rule);
    const machine = rows.machines.find((one) => one.id === id && one.isKnown);
    return machine === undefined ? null : instanceNode(machine);
  };

  const lists = (isOwn: (row: Source) => boolean) => ({
    loadBalancers: root(rows.loadBalancers.filter(isOwn), rules.matchesLoadBalancer, loadBalancerNode),
    instances: root(rows.instances.filter(isOwn), rules.matchesInstance, instanceNode),
  });
  const rootValue = {
    ...lists(() => true),
    backends: (args: Args, context: Context, info: GraphQLResolveInfo) =>
      root(rules.findBackends(rows, args.filter ?? {}), rules.matchesBackend, backendNode)(
        args,
        context,
        info,
      ),
    account: ({ id }: { readonly id: string }) => lists(({ account }) => account === id),
    node: ({ id }: { readonly id: string }) => known(id),
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map(known),
  };

  const query = async (source: string, variableValues?: Readonly<Record<string, unknown>>) => {
    const contextValue: Context = { errors: [] };
    const answer = await graphql({
      schema,
      source,
      rootValue,
      contextValue,
      variableValues: variableValues ?? {},
    });
    const [mistake] = answer.errors ?? [];
    if (mistake !== undefined) throw mistake;
    const data: unknown = JSON.parse(JSON.stringify(answer.data));
    return { status: 200, data, errors: contextValue.errors };
  };
  return { fleet: { ...fleet, query: query as Fleet['query'] }, clock, rows };
}
