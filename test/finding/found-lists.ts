import fc from 'fast-check';
import type { WalkClock } from '../gateway/paging.js';
import type { Fleet } from '../support/gateway.js';
import { backendFilters, instanceFilters, listenerFilters, loadBalancerFilters } from './filters.js';
import { matchesBackend, matchesInstance, matchesListener, matchesLoadBalancer } from './oracle/matchers.js';
import { inOrder, type Ordered } from './oracle/orders.js';
import { findLoadBalancers } from './oracle/reverse.js';
import { backendsOfAll, type FleetRows } from './oracle/rows.js';
import { questions, type Noun, type Question } from './questions.js';
import { expectList, type FilteredField } from './walk.js';

/** A fleet that is asked, and what is true of it. */
export interface Subject {
  readonly fleet: Fleet;
  readonly clock: WalkClock;
  readonly rows: FleetRows;
}

/** A list with the rows that it has without a filter. */
interface List<R, F> {
  readonly path: FilteredField['path'];
  readonly id?: string;
  readonly rows: readonly R[];
  /** What every filter of it holds besides. */
  readonly preset?: Partial<F>;
}

interface Lists<R extends Ordered, F> {
  readonly noun: Noun;
  readonly filters: fc.Arbitrary<F>;
  readonly matches: (filter: F, row: R) => boolean;
  readonly lists: readonly List<R, F>[];
}

/** One kind of list, to be asked at random; each is read to its end and compared with a plain computation. */
export type ListProperty = (subject: Subject, numbers: Numbers) => Promise<void>;

type Numbers = Pick<fc.Parameters, 'seed' | 'numRuns' | 'interruptAfterTimeLimit'>;

function property<R extends Ordered, F extends object>(
  listsIn: (rows: FleetRows) => Lists<R, F>,
): ListProperty {
  return async ({ fleet, clock, rows: all }, numbers) => {
    const { noun, filters, matches, lists } = listsIn(all);
    const check = async (at: number, question: Question<F>) => {
      const list = lists[at];
      if (list === undefined) return;
      const { path, id, rows, preset } = list;
      const filter = { ...question.filter, ...preset } as F;
      const left = rows.filter((row) => matches(filter, row));
      const expected = inOrder(left, question.order).map((row) => row.id);
      if (question.isCold) clock.forget();
      const field = { noun, path, ...(id === undefined ? {} : { id }) };
      await expectList(fleet, field, { ...question, filter }, expected);
    };
    const arbitrary = fc.asyncProperty(fc.nat(lists.length - 1), questions(noun, filters), check);
    await fc.assert(arbitrary, numbers);
  };
}

/** Without a provider: of all of them, merged. */
export const loadBalancerLists = (provider: string | null): ListProperty =>
  property((fleet) => {
    const rows = fleet.loadBalancers.filter((one) => provider === null || one.provider === provider);
    return {
      noun: 'LoadBalancer',
      filters: loadBalancerFilters(fleet, rows),
      matches: matchesLoadBalancer,
      lists: [
        { path: ['loadBalancers(ARGS)'], rows: fleet.loadBalancers, ...presetOf(provider) },
        ...accountsOf(rows).map((id) => ({
          path: ['account(id: $id)', 'loadBalancers(ARGS)'],
          id,
          rows: rows.filter(({ account }) => account === id),
        })),
      ],
    };
  });

export const instanceLists = (provider: string | null): ListProperty =>
  property((fleet) => {
    const rows = fleet.instances.filter((one) => provider === null || one.provider === provider);
    return {
      noun: 'Instance',
      filters: instanceFilters(fleet, rows),
      matches: matchesInstance,
      lists: [
        { path: ['instances(ARGS)'], rows: fleet.instances, ...presetOf(provider) },
        ...accountsOf(rows).map((id) => ({
          path: ['account(id: $id)', 'instances(ARGS)'],
          id,
          rows: rows.filter(({ account }) => account === id),
        })),
      ],
    };
  });

/** The machines behind a load balancer, where the vendor still lists all of them: what is gone has no fields to filter by. */
export const machinesBehind = (provider: string): ListProperty =>
  property((fleet) => {
    const byId = new Map(fleet.instances.map((row) => [row.id, row]));
    const lists = fleet.loadBalancers.flatMap(({ id, provider: own, backends }) => {
      const machines = [...new Set(backends.flatMap(({ machine }) => machine ?? []))];
      const rows = machines.flatMap((machine) => byId.get(machine) ?? []);
      const isWhole = own === provider && rows.length === machines.length;
      return isWhole ? [{ path: under('LoadBalancer', 'instances(ARGS)'), id, rows }] : [];
    });
    const own = fleet.instances.filter((one) => one.provider === provider);
    return { noun: 'Instance', filters: instanceFilters(fleet, own), matches: matchesInstance, lists };
  });

export const listenerLists = (provider: string): ListProperty =>
  property((fleet) => {
    const loadBalancers = fleet.loadBalancers.filter((one) => one.provider === provider);
    return {
      noun: 'Listener',
      filters: listenerFilters(loadBalancers.flatMap(({ listeners }) => listeners)),
      matches: matchesListener,
      lists: loadBalancers.map(({ id, listeners }) => ({
        path: under('LoadBalancer', 'listeners(ARGS)'),
        id,
        rows: listeners,
      })),
    };
  });

/** Under load balancers, listeners, rules and machines, and the root's reverse look-up. */
export const backendLists = (provider: string | null): ListProperty =>
  property((fleet) => {
    const loadBalancers = fleet.loadBalancers.filter((one) => provider === null || one.provider === provider);
    const listeners = loadBalancers.flatMap((one) => one.listeners);
    const rows = backendsOfAll({ loadBalancers });
    const listsOf = (
      type: string,
      parents: readonly { readonly id: string; readonly backends: typeof rows }[],
    ) => parents.map(({ id, backends }) => ({ path: under(type, 'backends(ARGS)'), id, rows: backends }));
    const root = { path: ['backends(ARGS)'], rows: backendsOfAll(fleet), ...presetOf(provider) };
    return {
      noun: 'Backend',
      filters: backendFilters(fleet, rows),
      matches: matchesBackend,
      lists:
        provider === null
          ? [root]
          : [
              // As often as the lists of one load balancer.
              ...loadBalancers.map(() => root),
              ...listsOf('LoadBalancer', loadBalancers),
              ...listsOf('Listener', listeners),
              ...listsOf('ListenerRule', listeners.flatMap(({ rules }) => rules).slice(0, 6)),
              ...listsOf('Instance', machinesOf(fleet, provider)),
            ],
    };
  });

/** The load balancers in front of a machine. */
export const loadBalancersOfMachines = (provider: string): ListProperty =>
  property((fleet) => ({
    noun: 'LoadBalancer',
    filters: loadBalancerFilters(
      fleet,
      fleet.loadBalancers.filter((one) => one.provider === provider),
    ),
    matches: matchesLoadBalancer,
    lists: machinesOf(fleet, provider).map(({ id }) => ({
      path: under('Instance', 'loadBalancers(ARGS)'),
      id,
      rows: findLoadBalancers(fleet, id),
    })),
  }));

const under = (type: string, field: string) => ['node(id: $id)', `... on ${type}`, field];

const presetOf = (provider: string | null) => (provider === null ? {} : { preset: { provider: [provider] } });

function accountsOf(rows: readonly { readonly account: string }[]): readonly string[] {
  return [...new Set(rows.map(({ account }) => account))];
}

function machinesOf(fleet: FleetRows, provider: string) {
  const backends = backendsOfAll(fleet);
  return fleet.machines
    .filter((machine) => machine.provider === provider && machine.isKnown)
    .map(({ id }) => ({ id, backends: backends.filter(({ machine }) => machine === id) }));
}
