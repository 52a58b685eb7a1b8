import type { Settings } from '../../settings.js';
import type { RowTraits, WireRow } from '../../vendor.js';
import { readNames, type Action } from './action.js';
import { toTreeRow } from './backend.js';
import { badParameter } from './errors.js';
import { findListener, findLoadBalancer, isRefusal } from './find-parent.js';
import { branchesOf } from './layers.js';
import { toListenerRow } from './listener.js';
import { regroup, takeTurns } from './nested-rows.js';
import type { Rule } from './records.js';
import { toDomainRow, toLocationRow } from './rule.js';
import { searchLayer7 } from './search-listeners.js';
import { exampleTotals, treeCheckDomain, unfoldedTree } from './settings.js';
import { innermostRows, toTree, type TreeShape } from './trees.js';

const locationTraits: RowTraits = { id: 'locationId', enumerated: 'status', optional: 'url' };
const backendTraits: RowTraits = { id: 'instanceId', enumerated: 'status', optional: 'weight' };

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
    const groups = branches.map(({ places }) => places.map(({ holder }) => toLocationRow(holder)));
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
export const searchByDomain: Action = {
  service: 'bmlb',
  parameters: ['loadBalancerId', 'searchKey', 'instanceIds.n', 'ifGetRsInfo'],
  select(query) {
    const { parameters, settings } = query;
    const loadBalancer = findLoadBalancer(query, { listed: true });
    if (isRefusal(loadBalancer)) return loadBalancer;
    const ids = readNames(query, 'instanceIds');
    if ('kind' in ids) return ids;
    const fold = parameters.get('ifGetRsInfo') ?? '';
    if (!['', '0', '1'].includes(fold)) return badParameter('bmlb', 'ifGetRsInfo', settings);
    const search = { word: parameters.get('searchKey') ?? '', ids };
    const trees = searchLayer7(loadBalancer?.listeners ?? [], search, settings);
    const shape = shapeOf(fold === '1', settings);
    const groups = innermostRows(trees, shape);
    return {
      kind: 'listing',
      rows: groups.flat(),
      total: trees.length,
      traits: fold === '1' ? backendTraits : locationTraits,
      narrowed: false,
      payload(rows, totalCount) {
        const next = takeTurns(regroup(rows, groups));
        return {
          ...totalField(totalCount, settings),
          listenerSet: trees.map((tree) => toTree(tree, shape, next)),
        };
      },
    };
  },
};

function shapeOf(folded: boolean, settings: Settings): TreeShape {
  const rsList = !folded && settings.get(unfoldedTree) === 'empty' ? { rsList: [] } : {};
  return {
    fields: { domains: 'ruleSet', locations: 'locations', backends: 'rsList' },
    listener: (row) => toListenerRow(row, settings),
    domain: toDomainRow,
    location: (rule) => ({ ...toTreeLocation(rule, settings), ...rsList }),
    backend: folded ? (row) => toTreeRow(row, settings) : null,
  };
}

function toTreeLocation(rule: Rule, settings: Settings): WireRow {
  const { httpCheckDomain, ...rest } = toLocationRow(rule);
  return settings.get(treeCheckDomain) === 'present' ? { ...rest, httpCheckDomain } : rest;
}

function totalField(totalCount: number, settings: Settings): Record<string, unknown> {
  return settings.get(exampleTotals) === 'present' ? { totalCount } : {};
}
