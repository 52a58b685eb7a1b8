import type { Gateway } from '../../../test/support/gateway.js';
import type { Fleet } from '../fleet.js';
import type { Subject } from './subject.js';

interface Answer {
  readonly loadBalancers: { readonly nodes: readonly Identified[] };
  readonly loadBalancer: {
    readonly listeners: {
      readonly nodes: readonly (Identified & {
        readonly rules: { readonly nodes: readonly Identified[] };
        readonly backends: {
          readonly nodes: readonly { readonly id: string; readonly instance: Identified | null }[];
        };
      })[];
    };
  };
}

interface Identified {
  readonly id: string;
  readonly vendorId: string;
}

const text = `query Ids($account: ID!, $region: String, $id: ID!) {
  loadBalancers(first: 20) { nodes { id vendorId } }
  loadBalancer(account: $account, region: $region, vendorId: $id) {
    listeners(first: 1000) { nodes { id vendorId
      rules(first: 1000) { nodes { id vendorId } }
      backends(first: 1000) { nodes { id instance { id vendorId } } } } }
  }
}`;

/** Node ids as a gateway gives them: of the first load balancers, and of all that stands below the subject's one. */
export async function nodeIdsOf(
  gateway: Gateway,
  { account, region, loadBalancer }: Omit<Subject, 'nodeIds'>,
  fleet: Fleet,
): Promise<ReadonlyMap<string, string>> {
  const { data, errors } = await gateway.query<Answer>(text, { account, region, id: loadBalancer.id });
  if (errors.length > 0) throw new Error(`Node ids could not be read: ${JSON.stringify(errors)}`);
  const ids = new Map<string, string>();
  const keep = ({ id, vendorId }: Identified) => ids.set(vendorId, id);
  data.loadBalancers.nodes.forEach(keep);
  for (const listener of data.loadBalancer.listeners.nodes) {
    keep(listener);
    listener.rules.nodes.forEach(keep);
    for (const { id, instance } of listener.backends.nodes) {
      if (instance === null) continue;
      keep(instance);
      ids.set(`${listener.vendorId} ${instance.vendorId}`, id);
    }
  }
  const shown = data.loadBalancers.nodes.map(({ vendorId }) => vendorId);
  const expected = fleet.loadBalancers.slice(0, 20).map(({ id }) => id);
  if (shown.join() !== expected.join()) throw new Error('The fleet is not in the order of the list.');
  const parent = await gateway.query<{ readonly loadBalancer: Identified }>(
    'query Id($account: ID!, $region: String, $id: ID!) { loadBalancer(account: $account, region: $region, vendorId: $id) { id vendorId } }',
    { account, region, id: loadBalancer.id },
  );
  keep(parent.data.loadBalancer);
  return ids;
}
