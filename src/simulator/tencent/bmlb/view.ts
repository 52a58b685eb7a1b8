import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { showBackend } from './backend.js';
import { showInstance } from './instance.js';
import { listenerFields } from './listener.js';
import { hasType, loadBalancerFields } from './load-balancer.js';
import type { Backend, Instance, Listener, LoadBalancer } from './records.js';
import { showLayer4, showLayer7 } from './v3/backend.js';
import { showInstance as showModernInstance } from './v3/instance.js';
import { listenerFields as modernListenerFields } from './v3/listener.js';
import { showLoadBalancer as showModernLoadBalancer } from './v3/load-balancer.js';
import { trashedMachines } from './v3/settings.js';

/** What the rows of a dialect tell of the records under these settings. */
export interface View {
  /** Save what is below it. */
  loadBalancer(loadBalancer: LoadBalancer, settings: Settings): LoadBalancer;
  listenerFields(listener: Listener, settings: Settings): WireRow;
  backend(backend: Backend, listener: Listener, settings: Settings): Backend;
  instance(instance: Instance, settings: Settings): Instance;
  /** How a machine in the recycle bin is found: like any other one, by its id alone, or not at all. */
  trashed(settings: Settings): 'listed' | 'by-id' | 'hidden';
}

const classic: View = {
  loadBalancer: (row, settings) => ({
    ...row,
    scheme: hasType(row, settings) ? row.scheme : 'UNKNOWN',
    vendorFields: loadBalancerFields(row, settings),
  }),
  listenerFields,
  backend: (row, _listener, settings) => showBackend(row, settings),
  instance: showInstance,
  trashed: () => 'by-id',
};

const modern: View = {
  loadBalancer: showModernLoadBalancer,
  listenerFields: modernListenerFields,
  backend: (row, listener, settings) =>
    listener.wire.layer === 4 ? showLayer4(row, listener, settings) : showLayer7(row, settings),
  instance: showModernInstance,
  trashed: (settings) => (settings.get(trashedMachines) === 'present' ? 'listed' : 'hidden'),
};

/** By the dialect of an account. */
export const views: ReadonlyMap<string, View> = new Map([
  ['v2', classic],
  ['v3', modern],
]);
