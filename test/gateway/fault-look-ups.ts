import type { GraphqlAnswer } from '../support/gateway.js';
import { valueFields } from '../support/truth.js';
import { createJudge, type Judgement } from './fault-oracle.js';
import type { TrueAnswer, TrueNode } from './fault-truth.js';

/** Objects that are looked up by their ids, and what they must be. */
export interface LookUps {
  readonly query: string;
  readonly variables: Readonly<Record<string, readonly string[]>>;
  readonly judge: (
    answer: GraphqlAnswer<Readonly<Record<string, unknown>>>,
    judgement: Judgement,
  ) => readonly string[];
}

const query = `query LookUps($loadBalancers: [ID!]!, $listeners: [ID!]!, $rules: [ID!]!, $backends: [ID!]!, $instances: [ID!]!) {
  loadBalancers: nodes(ids: $loadBalancers) { ... on LoadBalancer { account { id } provider ${valueFields.loadBalancer} } }
  listeners: nodes(ids: $listeners) { ... on Listener { ${valueFields.listener} } }
  rules: nodes(ids: $rules) { ... on ListenerRule { ${valueFields.rule} } }
  backends: nodes(ids: $backends) { ... on Backend { ${valueFields.backend} ${valueFields.health} } }
  instances: nodes(ids: $instances) { ... on Instance { account { id } region ${valueFields.instance} } }
}`;

/** All that a fault-free answer showed, by its ids. */
export function lookUpsOf({ loadBalancers, instances }: TrueAnswer): LookUps {
  const below = (nodes: readonly TrueNode[], list: string) =>
    nodes.flatMap(({ lists }) => lists?.[list]?.nodes ?? []);
  const listeners = below(loadBalancers.nodes, 'listeners');
  const bound = below(loadBalancers.nodes, 'backends').filter(({ isBound }) => isBound === true);
  const named: Readonly<Record<string, readonly TrueNode[]>> = {
    loadBalancers: loadBalancers.nodes,
    listeners,
    rules: below(listeners, 'rules'),
    // Lists of load balancers show fewer fields.
    backends: [...below(listeners, 'backends'), ...bound],
    instances: instances.nodes,
  };
  return {
    query,
    variables: Object.fromEntries(
      Object.entries(named).map(([list, rows]) => [list, rows.flatMap(({ id }) => id ?? [])]),
    ),
    judge: ({ data: answered, errors, status }, judgement) => {
      const judge = createJudge(errors, judgement);
      for (const [list, rows] of Object.entries(named)) {
        const found = answered[list] as readonly unknown[];
        rows.forEach((node, index) => judge.lookedUp([list, index], node, found[index]));
      }
      return [...(status === 200 ? [] : [`HTTP status ${status}`]), ...judge.end()];
    },
  };
}
