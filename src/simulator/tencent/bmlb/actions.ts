import type { Action } from './action.js';
import { listLayer4Backends, listLocationBackends } from './list-backends.js';
import { listBindings } from './list-bindings.js';
import { listInstances, listTrashed } from './list-instances.js';
import { listLayer4, listLayer7, listPorts, searchByName } from './list-listeners.js';
import { listLoadBalancers } from './list-load-balancers.js';
import { listRules, searchByDomain } from './list-rules.js';

/** The read actions; anything else is no action of this product. */
export const actions: ReadonlyMap<string, Action> = new Map([
  ['DescribeBmLoadBalancers', listLoadBalancers],
  ['DescribeBmVportInfo', listPorts],
  ['DescribeBmListeners', listLayer4],
  ['DescribeBmListenerInfo', searchByName],
  ['DescribeBmForwardListeners', listLayer7],
  ['DescribeBmForwardListenerInfo', searchByDomain],
  ['DescribeBmForwardRules', listRules],
  ['DescribeBmL4ListenerBackends', listLayer4Backends],
  ['DescribeBmLocationBackends', listLocationBackends],
  ['DescribeBmBindInfo', listBindings],
  ['DescribeDevice', listInstances],
  ['DescribeDeviceTrash', listTrashed],
]);
