import type { Fleet } from '../support/gateway.js';
import { allBackends, trueTree } from '../support/truth.js';

/** A selection of backends. */
export const rows = (fields: string) => `backends(first: 1000) { nodes { ${fields} } }`;

/** All, in one query. Bound machines stand under a load balancer where it has no listeners. */
export const tree = (
  fields: string,
) => `{ loadBalancers(first: 200) { nodes { name vendorFields ${rows(fields)}
  listeners(first: 100) { nodes { port vendorFields rules(first: 100) { nodes { domain path ${rows(fields)} } }
    ${rows(fields)} } } } } }`;

export interface Backends {
  readonly backends: { readonly nodes: readonly unknown[] };
}

export interface Tree {
  readonly loadBalancers: {
    readonly nodes: readonly (Backends & {
      readonly listeners: {
        readonly nodes: readonly (Backends & { readonly rules: { readonly nodes: readonly Backends[] } })[];
      };
    })[];
  };
}

/** How many load balancers, listeners and rules an answer holds, and how many backends each of them. */
export function sizes({ loadBalancers: { nodes } }: Tree): readonly number[] {
  const listeners = nodes.flatMap((node) => node.listeners.nodes);
  const rules = listeners.flatMap((listener) => listener.rules.nodes);
  return [nodes, listeners, rules].flatMap((of) => [
    of.length,
    of.flatMap(({ backends }) => backends.nodes).length,
  ]);
}

export function trueSizes({ simulator }: Fleet): readonly number[] {
  const loadBalancers = trueTree(simulator, 't');
  const listeners = loadBalancers.flatMap((row) => row.listeners);
  const rules = listeners.flatMap((row) => row.rules);
  const count = (of: readonly { readonly backends: readonly unknown[] }[]) =>
    of.flatMap(({ backends }) => backends).length;
  const below = [listeners.length, count(listeners), rules.length, count(rules)];
  return [loadBalancers.length, loadBalancers.flatMap(allBackends).length, ...below];
}

/** The calls of each action since they were last counted, without the provider's name. */
export function byAction({ simulator }: Fleet): Readonly<Record<string, number>> {
  const counted = Object.entries(simulator.calls().byAction);
  simulator.clearCalls();
  return Object.fromEntries(counted.map(([name, count]) => [name.replace('TENCENT_CLB ', ''), count]));
}

/** The calls for health alone: what is known to have no backends is not asked for theirs. */
export function healthCalls({ simulator }: Fleet): Readonly<Record<string, number>> {
  const filled = trueTree(simulator, 't').filter((row) => allBackends(row).length > 0);
  const application = filled.filter(
    ({ vendorFields }) => (vendorFields as { forward?: number }).forward === 1,
  );
  return Object.fromEntries(
    [
      ['DescribeLBHealthStatus', filled.length - application.length] as const,
      ['DescribeForwardLBHealthStatus', Math.ceil(application.length / 30)] as const,
    ].filter(([, count]) => count > 0),
  );
}
