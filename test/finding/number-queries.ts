import { matchesLoadBalancer, type BackendFilter, type LoadBalancerFilter } from './oracle/matchers.js';
import { findBackends, findLoadBalancers } from './oracle/reverse.js';
import type { BackendRow, FleetRows, ListenerRow, LoadBalancerRow, RuleRow, Source } from './oracle/rows.js';
import { healthFields, listFields, type TrueList } from './numbers.js';

/** A root field with everything below it that is a number, or that a number is made of. */
export interface NumberPart {
  /** What follows the alias. */
  readonly field: string;
  readonly truth: (rows: FleetRows) => TrueList;
}

const page = 'first: 1000';
const backends = `backends(${page}) { ${listFields} nodes { id } }`;
const rules = (fields: string) => `rules(${page}) { ${listFields} nodes { id ${fields} } }`;
const listeners = (fields: string) => `listeners(${page}) { ${listFields} nodes { id ${fields} } }`;
const loadBalancers = (fields: string, filter = '') =>
  `loadBalancers(${page}${filter}) { ${listFields} nodes { id ${fields} } }`;

interface Owner {
  readonly id: string;
  readonly backends: readonly BackendRow[];
}

const listOf = (rows: readonly { readonly id: string }[]): TrueList => ({
  rows: rows.map(({ id }) => ({ id, source: null })),
});
const rootOf = (rows: readonly (Source & { readonly id: string })[]): TrueList => ({
  rows: rows.map((row) => ({ id: row.id, source: row })),
});

function find<T extends { readonly id: string }>(rows: readonly T[], id: string): T {
  const found = rows.find((row) => row.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

const healthOf = (owners: readonly Owner[]) => ({ health: (id: string) => find(owners, id).backends });
const backendsOf = (owners: readonly Owner[]) => (id: string) => ({
  backends: listOf(find(owners, id).backends),
});

const ruleList = (all: readonly RuleRow[]): TrueList => ({
  ...listOf(all),
  ...healthOf(all),
  lists: backendsOf(all),
});
const listenerList = (all: readonly ListenerRow[]): TrueList => ({
  ...listOf(all),
  ...healthOf(all),
  lists: (id) => ({ ...backendsOf(all)(id), rules: ruleList(find(all, id).rules) }),
});

/** Without roll-ups. */
const bare = (all: readonly ListenerRow[]): TrueList => ({
  ...listOf(all),
  lists: (id) => {
    const own = find(all, id).rules;
    return { ...backendsOf(all)(id), rules: { ...listOf(own), lists: backendsOf(own) } };
  },
});

/** Without the children, as far as a query leaves them out. */
const withListeners = (all: readonly LoadBalancerRow[], list: typeof listenerList): TrueList => ({
  ...rootOf(all),
  lists: (id) => ({ listeners: list(find(all, id).listeners) }),
});

const filtered = (filter: LoadBalancerFilter): NumberPart => ({
  field: loadBalancers('', `, filter: ${toText(filter)}`),
  truth: (rows) => rootOf(rows.loadBalancers.filter((row) => matchesLoadBalancer(filter, row))),
});

const found = (filter: BackendFilter, text = toText(filter)): NumberPart => ({
  field: `backends(${page}, filter: ${text}) { ${listFields} nodes { id } }`,
  truth: (rows) => rootOf(findBackends(rows, filter)),
});

/** Of one flag. */
function toText(filter: object): string {
  return `{ ${Object.entries(filter)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ')} }`;
}

export const numberParts: Readonly<Record<string, NumberPart>> = {
  tree: {
    field: loadBalancers(
      `${healthFields} ${backends} ${listeners(
        `${healthFields} ${backends} ${rules(`${healthFields} ${backends}`)}`,
      )}`,
    ),
    truth: ({ loadBalancers: all }) => ({
      ...rootOf(all),
      ...healthOf(all),
      lists: (id) => ({ ...backendsOf(all)(id), listeners: listenerList(find(all, id).listeners) }),
    }),
  },
  lists: {
    field: loadBalancers(`${backends} ${listeners(`${backends} ${rules(backends)}`)}`),
    truth: ({ loadBalancers: all }) => ({
      ...rootOf(all),
      lists: (id) => ({ ...backendsOf(all)(id), listeners: bare(find(all, id).listeners) }),
    }),
  },
  loadBalancerHealth: {
    field: loadBalancers(healthFields),
    truth: ({ loadBalancers: all }) => ({ ...rootOf(all), ...healthOf(all) }),
  },
  listenerHealth: {
    field: loadBalancers(listeners(healthFields)),
    truth: ({ loadBalancers: all }) => withListeners(all, (rows) => ({ ...listOf(rows), ...healthOf(rows) })),
  },
  ruleHealth: {
    field: loadBalancers(listeners(rules(healthFields))),
    truth: ({ loadBalancers: all }) =>
      withListeners(all, (rows) => ({
        ...listOf(rows),
        lists: (id) => {
          const own = find(rows, id).rules;
          return { rules: { ...listOf(own), ...healthOf(own) } };
        },
      })),
  },
  unhealthy: filtered({ hasUnhealthyBackends: true }),
  healthy: filtered({ hasUnhealthyBackends: false }),
  empty: filtered({ hasNoBackends: true }),
  serving: filtered({ hasNoBackends: false }),
  everyBackend: found({}),
  idle: found({ weightZero: true }),
  down: found({ health: ['DOWN'] }, '{ health: [DOWN] }'),
  unchecked: found({ health: ['UNKNOWN'] }, '{ health: [UNKNOWN] }'),
  machines: {
    field: `instances(${page}) { ${listFields} nodes { id ${backends} loadBalancers(${page}) { ${listFields} nodes { id } } } }`,
    truth: (rows) => ({
      ...rootOf(rows.instances),
      lists: (id) => ({
        backends: listOf(findBackends(rows, { instance: [id] })),
        loadBalancers: listOf(findLoadBalancers(rows, id)),
      }),
    }),
  },
};

/** Some parts as one query, each under its own name. */
export function numberQuery(names: readonly string[]): string {
  return `{ ${names.map((name) => `${name}: ${numberParts[name]?.field ?? ''}`).join(' ')} }`;
}
