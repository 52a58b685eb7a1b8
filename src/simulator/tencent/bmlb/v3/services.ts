import type { Action, Services } from '../../v3/action.js';
import type { Area } from './area.js';
import { listLayer4Backends, listLayer7Backends } from './list-backends.js';
import { listBindings } from './list-bindings.js';
import { listInstances } from './list-instances.js';
import { listLayer, listPorts, searchByName } from './list-listeners.js';
import { listLoadBalancers } from './list-load-balancers.js';
import { listRules, searchByDomain } from './list-rules.js';

const loadBalancerActions: ReadonlyMap<string, Action<Area>> = new Map([
  ['DescribeLoadBalancers', listLoadBalancers],
  ['DescribeLoadBalancerPortInfo', listPorts],
  ['DescribeL4Listeners', listLayer(4)],
  ['DescribeL4ListenerInfo', searchByName],
  ['DescribeL4Backends', listLayer4Backends],
  ['DescribeL7Listeners', listLayer(7)],
  ['DescribeL7ListenerInfo', searchByDomain],
  ['DescribeL7Rules', listRules],
  ['DescribeL7Backends', listLayer7Backends],
  ['DescribeDevicesBindInfo', listBindings],
]);

const INVALID = 'InvalidParameter';
/** The one code of the machines' service for a value, not a parameter, that is wrong. */
const WRONG_VALUE = 'InvalidParameterValue.InvalidParameter';

/** The read actions of API 3.0; what is not here, the product does not answer. */
export const services: Services<Area> = new Map([
  [
    'bmlb',
    {
      version: '2018-06-25',
      codes: { length: INVALID, range: INVALID },
      actions: loadBalancerActions,
    },
  ],
  [
    'bm',
    {
      version: '2018-04-23',
      codes: { length: WRONG_VALUE, range: WRONG_VALUE },
      actions: new Map<string, Action<Area>>([['DescribeDevices', listInstances]]),
    },
  ],
]);
