import type { TrueAnswer, TrueList, TrueNode } from './fault-truth.js';

type Value = Readonly<Record<string, unknown>>;

/**
 * The truth with the ids by which a fault-free answer tells its objects apart: vendors have none for some of them.
 * @throws when the answer has another shape than the truth, or two objects of one list have the same id
 */
export function identify(truth: TrueAnswer, data: Value): TrueAnswer {
  const accounts = data['accounts'] as readonly Value[];
  return {
    loadBalancers: identifyList(truth.loadBalancers, data['loadBalancers']),
    instances: identifyList(truth.instances, data['instances']),
    accounts: truth.accounts.map(({ id, loadBalancers, instances }, index) => ({
      id,
      loadBalancers: identifyList(loadBalancers, accounts[index]?.['loadBalancers']),
      instances: identifyList(instances, accounts[index]?.['instances']),
    })),
  };
}

function identifyList(truth: TrueList, answered: unknown): TrueList {
  const rows = (answered as { readonly nodes: readonly Value[] }).nodes;
  const ids = new Set(rows.map(({ id }) => id));
  if (rows.length !== truth.nodes.length || ids.size !== rows.length)
    throw new Error(`${truth.place}: ${rows.length} rows and ${ids.size} ids, not ${truth.nodes.length}`);
  return { ...truth, nodes: truth.nodes.map((node, index) => identifyNode(node, rows[index] ?? {})) };
}

function identifyNode(truth: TrueNode, answered: Value): TrueNode {
  const { id } = answered;
  if (typeof id !== 'string') throw new Error(`a ${truth.noun} without an id`);
  const { lists } = truth;
  if (lists === undefined) return { ...truth, id };
  const identified = Object.entries(lists).map(
    ([name, list]) => [name, identifyList(list, answered[name])] as const,
  );
  return { ...truth, id, lists: Object.fromEntries(identified) };
}
