import type { Backend, Target } from '../../model/backend.js';
import type { Instance } from '../../model/instance.js';
import type { Listener, ListenerRule } from '../../model/listener.js';
import type { ListRef } from '../../model/list.js';
import type { LoadBalancer } from '../../model/load-balancer.js';
import type { Item, ItemRef } from '../../model/record.js';
import type { Source } from '../../model/source.js';

/** An item of which nothing is known but what it is named by. */
export function imaginedItem(ref: ItemRef): Item {
  switch (ref.kind) {
    case 'loadBalancer':
      return { ...blankLoadBalancer, ...ref };
    case 'listener':
      return { ...blankListener, ...ref };
    case 'rule':
      return { ...blankRule, ...ref };
    case 'backend':
      return { ...blankBackend, ...ref };
    case 'instance':
      return { ...blankInstance, ...ref };
  }
}

/** A machine of which no more than its id was ever told, as one of which nothing is known: but it is there. */
export function unnamed({ source, instanceKind, vendorId, asOf }: Instance): Item {
  const { imagined: _, ...item } = imaginedItem({ kind: 'instance', source, instanceKind, vendorId });
  return { ...item, asOf };
}

/** Names the row at a position of a list of which no row is known: another one than any vendor's. */
export function imaginedRef(of: ListRef, position: number, target: (id: string) => Target): ItemRef {
  const { source } = of;
  const vendorId = `~${position}`;
  switch (of.list) {
    case 'loadBalancers':
      return { kind: 'loadBalancer', source, vendorId };
    case 'instances':
      return toInstance(source, vendorId);
    case 'listeners':
      return { kind: 'listener', source, loadBalancerId: of.loadBalancerId, vendorId };
    case 'rules':
      return {
        kind: 'rule',
        source,
        loadBalancerId: of.loadBalancerId,
        listenerId: of.listenerId,
        vendorId,
      };
    case 'reached':
      return imaginedRef({ ...of, list: 'backends', listenerId: '~', ruleId: '~' }, position, target);
    case 'backends': {
      const { loadBalancerId, listenerId, ruleId } = of;
      const place = [loadBalancerId, listenerId, ruleId, position].join(' ');
      return {
        kind: 'backend',
        ...{ source, loadBalancerId, listenerId, ruleId, port: null, vendorId },
        target: target(`~${place}`),
      };
    }
    case 'members':
      return toInstance(source, `~${of.loadBalancerId} ${position}`);
    case 'bindings':
      return {
        kind: 'backend',
        ...{ source, loadBalancerId: vendorId, listenerId: vendorId, ruleId: null, port: null, vendorId },
        target: target(`~${of.subject} ${position}`),
      };
  }
}

function toInstance(source: Source, vendorId: string): ItemRef {
  return { kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId };
}

const blank = { asOf: 0, imagined: true, name: null, status: 'UNKNOWN', vendorStatus: null } as const;

const blankLoadBalancer: Omit<LoadBalancer, 'kind' | 'source' | 'vendorId'> = {
  ...blank,
  ...{ zone: null, scheme: 'UNKNOWN', addresses: [], domain: null, networkId: null, createdAt: null },
  ...{ tags: null, vendorFields: {} },
};

const blankListener: Omit<Listener, 'kind' | 'source' | 'loadBalancerId' | 'vendorId'> = {
  ...blank,
  ...{ protocol: 'UNKNOWN', ports: null, scheduler: 'UNKNOWN', sessionPersistence: null, healthCheck: null },
  vendorFields: {},
};

const { name: _, ...blankUnnamed } = blank;

const blankRule: Omit<ListenerRule, 'kind' | 'source' | 'loadBalancerId' | 'listenerId' | 'vendorId'> = {
  ...blankUnnamed,
  ...{ domain: null, path: null, healthCheck: null },
};

const blankBackend: Omit<
  Backend,
  'kind' | 'source' | 'loadBalancerId' | 'listenerId' | 'ruleId' | 'target' | 'port' | 'vendorId'
> = {
  ...blank,
  ...{ weight: null, addresses: null, createdAt: null, vendorFields: {}, carried: {} },
};

const blankInstance: Omit<Instance, 'kind' | 'source' | 'instanceKind' | 'vendorId'> = {
  ...blank,
  ...{ zone: null, publicAddresses: [], createdAt: null, vendorFields: {} },
  // It has one, in a range that documents use: some vendors are asked by it.
  privateAddresses: ['192.0.2.1'],
};
