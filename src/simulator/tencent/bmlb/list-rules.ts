import type { Settings } from '../../settings.js';
import type { RowTraits, WireRow } from '../../vendor.js';
import { readNames, type Action, type Listing, type Query } from './action.js';
import { toTreeRow } from './backend.js';
import { badParameter } from './errors.js';
import { findListener, findLoadBalancer, isRefusal } from './find-parent.js';
import { ofLayer } from './list-listeners.js';
import { toListenerRow } from './listener.js';
import { regroup, takeTurns } from './nested-rows.js';
import type { Domain, Listener, Rule } from './records.js';
import { toDomainRow, toLocationRow } from './rule.js';
import { readSearch, type Search } from './search-listeners.js';
import { exampleTotals, searchedTree, treeCheckDomain, unfoldedTree } from './settings.js';

const locationTraits: RowTraits = { id: 'locationId', enumerated: 'status', optional: 'url' };
const backendTraits: RowTraits = { id: 'instanceId', enumerated: 'status', optional: 'weight' };

interface Branch {
  readonly domain: Domain;
  readonly rules: readonly Rule[];
}

function branchesOf({ rules, wire }: Listener): Branch[] {
  return wire.domains.map((domain) => ({ domain, rules: rules.filter((row) => row.wire.domain === domain) }));
}

/** DescribeBmForwardRules: domains and locations of one listener, all or those of some domains. */
export const listRules: Action = {
  service: 'bmlb',
  parameters: ['loadBalancerId', 'listenerId', 'domainIds.n'],
  select(query) {
    const listener = findListener(query, 7, { listed: false });
    if (isRefusal(listener)) return listener;
    const ids = readNames(query, 'domainIds');
    if ('kind' in ids) return ids;
    const branches = (listener ? branchesOf(listener) : []).filter(
      ({ domain }) => ids.length === 0 || ids.includes(domain.domainId),
    );
    const groups = branches.map(({ rules }) => rules.map(toLocationRow));
    return {
      kind: 'listing',
      rows: groups.flat(),
      total: branches.length,
      traits: locationTraits,
      narrowed: false,
      payload(rows, totalCount) {
        const next = takeTurns(regroup(rows, groups));
        return {
          ...totalField(totalCount, query.settings),
          ruleSet: branches.map(({ domain }) => ({ ...toDomainRow(domain), locations: next() })),
        };
      },
    };
  },
};

/** DescribeBmForwardListenerInfo: listeners of layer 7 with domains, locations and, if asked for, backends. */
export const searchLayer7: Action = {
  service: 'bmlb',
  parameters: ['loadBalancerId', 'searchKey', 'instanceIds.n', 'ifGetRsInfo'],
  select(query) {
    const { parameters, settings } = query;
    const loadBalancer = findLoadBalancer(query, { listed: true });
    if (isRefusal(loadBalancer)) return loadBalancer;
    const search = readSearch(query);
    if (search.kind === 'refusal') return search;
    const fold = parameters.get('ifGetRsInfo') ?? '';
    if (!['', '0', '1'].includes(fold)) return badParameter('bmlb', 'ifGetRsInfo', settings);
    const listeners = ofLayer(loadBalancer?.listeners ?? [], 7).filter((listener) =>
      search.selects({
        texts: listener.wire.domains.map(({ domain }) => domain),
        backends: listener.rules.flatMap(({ backends }) => backends),
      }),
    );
    const trees = listeners.map((listener) => ({
      listener,
      branches: prune(branchesOf(listener), search, query),
    }));
    return fold === '1' ? withBackends(trees, search, query) : withoutBackends(trees, query);
  },
};

interface Tree {
  readonly listener: Listener;
  readonly branches: readonly Branch[];
}

function prune(branches: readonly Branch[], search: Search, { settings }: Query): Branch[] {
  if (settings.get(searchedTree) === 'whole') return [...branches];
  const isEmpty = (rule: Rule): boolean => rule.backends.every((row) => search.leavesOut(row));
  const isWanted = (rule: Rule): boolean => rule.backends.length === 0 || !isEmpty(rule);
  return branches.map(({ domain, rules }) => ({ domain, rules: rules.filter(isWanted) }));
}

function withoutBackends(trees: readonly Tree[], { settings }: Query): Listing {
  const empty = settings.get(unfoldedTree) === 'empty' ? { rsList: [] } : {};
  const groups = trees.flatMap(({ branches }) =>
    branches.map(({ rules }) => rules.map((rule) => ({ ...toTreeLocation(rule, settings), ...empty }))),
  );
  return {
    kind: 'listing',
    rows: groups.flat(),
    total: trees.length,
    traits: locationTraits,
    narrowed: false,
    payload(rows, totalCount) {
      const next = takeTurns(regroup(rows, groups));
      return toTree(trees, totalCount, settings, () => next());
    },
  };
}

function withBackends(trees: readonly Tree[], search: Search, { settings }: Query): Listing {
  const pruned = settings.get(searchedTree) === 'pruned';
  const groups = trees.flatMap(({ branches }) =>
    branches.flatMap(({ rules }) =>
      rules.map(({ backends }) =>
        backends.filter((row) => !pruned || !search.leavesOut(row)).map((row) => toTreeRow(row, settings)),
      ),
    ),
  );
  return {
    kind: 'listing',
    rows: groups.flat(),
    total: trees.length,
    traits: backendTraits,
    narrowed: false,
    payload(rows, totalCount) {
      const next = takeTurns(regroup(rows, groups));
      return toTree(trees, totalCount, settings, ({ rules }) =>
        rules.map((rule) => ({ ...toTreeLocation(rule, settings), rsList: next() })),
      );
    },
  };
}

function toTree(
  trees: readonly Tree[],
  totalCount: number,
  settings: Settings,
  locationsOf: (branch: Branch) => readonly unknown[],
): Record<string, unknown> {
  return {
    ...totalField(totalCount, settings),
    listenerSet: trees.map(({ listener, branches }) => ({
      ...toListenerRow(listener, settings),
      ruleSet: branches.map((branch) => ({
        ...toDomainRow(branch.domain),
        locations: locationsOf(branch),
      })),
    })),
  };
}

function toTreeLocation(rule: Rule, settings: Settings): WireRow {
  const { httpCheckDomain, ...rest } = toLocationRow(rule);
  return settings.get(treeCheckDomain) === 'present' ? { ...rest, httpCheckDomain } : rest;
}

function totalField(totalCount: number, settings: Settings): Record<string, unknown> {
  return settings.get(exampleTotals) === 'present' ? { totalCount } : {};
}
