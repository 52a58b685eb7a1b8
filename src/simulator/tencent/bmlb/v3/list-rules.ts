import { z } from 'zod';
import type { Settings } from '../../../settings.js';
import type { RowTraits } from '../../../vendor.js';
import { createAction } from '../../v3/action.js';
import { isRefusal } from '../../v3/errors.js';
import { optional, required } from '../../v3/parameters.js';
import { branchesOf } from '../layers.js';
import { regroup, takeTurns } from '../nested-rows.js';
import { searchLayer7 } from '../search-listeners.js';
import { unfoldedTree } from '../settings.js';
import { innermostRows, toTree, type TreeShape } from '../trees.js';
import type { Area } from './area.js';
import { backendTraits, toTreeRow } from './backend.js';
import { checkNames } from './check-names.js';
import { findListener, findLoadBalancer } from './find-parent.js';
import { toSearchedRow } from './listener.js';
import { toDomainRow, toLocationRow } from './rule.js';
import { treeCheckDomain } from './settings.js';

const locationTraits: RowTraits = { id: 'LocationId', enumerated: 'Status', optional: 'Url' };

const ruleDeclaration = z.object({
  LoadBalancerId: required.text,
  ListenerId: required.text,
  DomainIds: optional.texts(),
});

/** DescribeL7Rules: domains and locations of one listener, all or those of some domains. */
export const listRules = createAction<Area, z.infer<typeof ruleDeclaration>>({
  declaration: ruleDeclaration,
  select(query) {
    const { parameters } = query;
    const { DomainIds: ids = [] } = parameters;
    const tooMany = checkNames({ DomainIds: ids }, query);
    if (tooMany) return tooMany;
    const listener = findListener(query, parameters, 7);
    if (isRefusal(listener)) return listener;
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
      wrap(rows) {
        const next = takeTurns(regroup(rows, groups));
        return {
          RuleSet: branches.map(({ domain }) => ({ ...toDomainRow(domain), LocationSet: next() })),
        };
      },
    };
  },
});

const searchDeclaration = z.object({
  LoadBalancerId: required.text,
  SearchKey: optional.text,
  InstanceIds: optional.texts(),
  IfGetBackendInfo: z.int().min(0).max(1).optional(),
});

/** DescribeL7ListenerInfo: listeners of layer 7 with domains, locations and, if asked for, backends. */
export const searchByDomain = createAction<Area, z.infer<typeof searchDeclaration>>({
  declaration: searchDeclaration,
  select(query) {
    const { parameters, settings } = query;
    const { LoadBalancerId, SearchKey: word = '', InstanceIds: ids = [] } = parameters;
    const tooMany = checkNames({ InstanceIds: ids }, query);
    if (tooMany) return tooMany;
    const loadBalancer = findLoadBalancer(query, LoadBalancerId);
    if (isRefusal(loadBalancer)) return loadBalancer;
    const folded = parameters.IfGetBackendInfo === 1;
    const trees = searchLayer7(loadBalancer?.listeners ?? [], { word, ids }, settings);
    const shape = shapeOf(folded, settings);
    const groups = innermostRows(trees, shape);
    return {
      kind: 'listing',
      rows: groups.flat(),
      total: trees.length,
      traits: folded ? backendTraits : locationTraits,
      narrowed: false,
      wrap(rows) {
        const next = takeTurns(regroup(rows, groups));
        return { ListenerSet: trees.map((tree) => toTree(tree, shape, next)) };
      },
    };
  },
});

function shapeOf(folded: boolean, settings: Settings): TreeShape {
  const BackendSet = !folded && settings.get(unfoldedTree) === 'empty' ? { BackendSet: [] } : {};
  const checked = settings.get(treeCheckDomain) === 'present' ? {} : { HttpCheckDomain: '' };
  return {
    fields: { domains: 'RuleSet', locations: 'LocationSet', backends: 'BackendSet' },
    listener: (row) => toSearchedRow(row, settings),
    domain: toDomainRow,
    location: (rule) => ({ ...toLocationRow(rule), ...checked, ...BackendSet }),
    backend: folded ? (row) => toTreeRow(row, settings) : null,
  };
}
