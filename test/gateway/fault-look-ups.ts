import type { Gateway, GraphqlAnswer } from '../support/gateway.js';
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

const query = `query LookUps($loadBalancers: [ID!]!, $listeners: [ID!]!, $backends: [ID!]!, $instances: [ID!]!) {
  loadBalancers: nodes(ids: $loadBalancers) { ... on LoadBalancer { account { id } provider ${valueFields.loadBalancer} } }
  listeners: nodes(ids: $listeners) { ... on Listener { ${valueFields.listener} } }
  backends: nodes(ids: $backends) { ... on Backend { ${valueFields.backend} ${valueFields.health} } }
  instances: nodes(ids: $instances) { ... on Instance { account { id } region ${valueFields.instance} } }
}`;

interface Ids {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly id: string;
      readonly listeners: {
        readonly nodes: readonly {
          readonly id: string;
          readonly backends: { readonly nodes: readonly { readonly id: string }[] };
        }[];
      };
    }[];
  };
  readonly instances: { readonly nodes: readonly { readonly id: string }[] };
}

interface Named {
  readonly id: string | undefined;
  readonly truth: TrueNode;
}

/** Takes every object's id from a fault-free answer, and with it what it names. */
export async function readLookUps(gateway: Gateway, truth: TrueAnswer): Promise<LookUps> {
  const { data } = await gateway.query<Ids>(`{
    loadBalancers(first: 1000) { nodes { id listeners(first: 100) { nodes { id backends(first: 1000) { nodes { id } } } } } }
    instances(first: 1000) { nodes { id } }
  }`);
  const named: Record<string, readonly Named[]> = { loadBalancers: [], listeners: [], backends: [] };
  const add = (list: string, id: string | undefined, node: TrueNode) => {
    named[list] = [...(named[list] ?? []), { id, truth: node }];
  };
  truth.loadBalancers.nodes.forEach((loadBalancer, index) => {
    const ids = data.loadBalancers.nodes[index];
    add('loadBalancers', ids?.id, loadBalancer);
    loadBalancer.lists?.['listeners']?.nodes.forEach((listener, place) => {
      const own = ids?.listeners.nodes[place];
      add('listeners', own?.id, listener);
      listener.lists?.['backends']?.nodes.forEach((backend, row) =>
        add('backends', own?.backends.nodes[row]?.id, backend),
      );
    });
  });
  truth.instances.nodes.forEach((instance, index) =>
    add('instances', data.instances.nodes[index]?.id, instance),
  );
  const variables = Object.fromEntries(
    Object.entries(named).map(([list, rows]) => [list, rows.flatMap(({ id }) => id ?? [])]),
  );
  return {
    query,
    variables,
    judge: ({ data: answered, errors, status }, judgement) => {
      const judge = createJudge(errors, judgement);
      for (const [list, rows] of Object.entries(named)) {
        const found = answered[list] as readonly unknown[];
        rows.forEach(({ truth: node }, index) => judge.lookedUp([list, index], node, found[index]));
      }
      return [...(status === 200 ? [] : [`HTTP status ${status}`]), ...judge.end()];
    },
  };
}
