import { decodeApplicationBackend, decodeBound, decodeMember } from '../backend.js';
import type { Dialect } from '../dialect.js';
import { paging, single, unpaged } from '../forms.js';
import { decodeApplicationHealth, decodeClassicHealth } from '../health.js';
import { decodeInstance } from '../instance.js';
import {
  decodeApplicationListener,
  decodeClassicListener,
  listenersSegment,
  protocolNumbers,
} from '../listener.js';
import { decodeLoadBalancer } from '../load-balancer.js';
import { readProtocolSubject, toProtocolSubject } from '../wire.js';
import type { ActionName } from './actions.js';
import { toAnswer, toRequest } from './envelope.js';

const actions = {
  loadBalancers: 'DescribeLoadBalancers',
  classicListeners: 'DescribeLoadBalancerListeners',
  applicationListeners: 'DescribeForwardLBListeners',
  bound: 'DescribeLoadBalancerBackends',
  applicationBackends: 'DescribeForwardLBBackends',
  classicHealth: 'DescribeLBHealthStatus',
  applicationHealth: 'DescribeForwardLBHealthStatus',
  instances: 'DescribeInstances',
} as const satisfies Dialect['actions'] & Readonly<Record<string, ActionName>>;

/** API 2.0, classic dialect: two hosts, one signature. One client reads every edition of its pages. */
export const v2: Dialect = {
  actions,
  parameters: {
    loadBalancerId: 'loadBalancerId',
    loadBalancerIds: 'loadBalancerIds',
    instanceIds: 'instanceIds',
    privateAddresses: 'backendLanIps',
    publicAddresses: 'backendWanIps',
  },
  listed: { forward: -1, orderBy: 'createTime', orderType: 0 },
  machineId: null,
  classicPaging: paging,
  decode: {
    loadBalancer: decodeLoadBalancer,
    classicListener: decodeClassicListener,
    applicationListener: decodeApplicationListener,
    bound: decodeBound,
    member: decodeMember,
    applicationBackend: decodeApplicationBackend,
    classicHealth: decodeClassicHealth,
    applicationHealth: decodeApplicationHealth,
    instance: decodeInstance,
  },
  cutAt: {
    rows: 20,
    form: 'applicationListenersOfProtocol',
    parts: (subject) => protocolNumbers.map((protocol) => toProtocolSubject(subject, protocol)),
  },
  furtherForms: {
    /** "DescribeForwardLBListeners" by `protocol`. */
    applicationListenersOfProtocol: {
      action: actions.applicationListeners,
      expect: () => ({ inside: () => ({ rules: {} }) }),
      paging: unpaged,
      maxSubjects: 1,
      params: (subjects) => {
        const [loadBalancerId, protocol] = readProtocolSubject(single(subjects));
        return { loadBalancerId: single([loadBalancerId]), protocol };
      },
      decode: (row, context) => {
        const [loadBalancerId] = readProtocolSubject(single(context.subjects));
        return decodeApplicationListener(row, context, loadBalancerId);
      },
      yields: {
        type: 'children',
        segments: (subject, source) => [listenersSegment(source, readProtocolSubject(subject)[0])],
      },
    },
  },
  filters: {
    loadBalancerIds: 'loadBalancerIds',
    loadBalancerVips: 'loadBalancerVips',
    loadBalancerName: 'loadBalancerName',
    // In API 2.0 "all" is 2, in 3.0 it is -1; 0 and 1 mean the same in both.
    withTargets: 'withRs',
    // Public is 2, and in older pages 1 as well, of which a call takes one.
    scheme: { parameter: 'loadBalancerType', words: { PRIVATE: '3' } },
    instanceIds: 'instanceIds',
    // "Private or public": of which interfaces is not told, while a row shows those of one.
    instanceAddresses: 'lanIps',
    instanceName: 'searchWord',
    instanceStatus: {
      parameter: 'status',
      // Where one number alone stands for it.
      words: {
        FAILED: '1',
        RUNNING: '2',
        PENDING: '3',
        STOPPED: '4',
        REBOOTING: '7',
        STARTING: '8',
        STOPPING: '9',
      },
    },
  },
  toRequest,
  toAnswer,
};
