import type { WireRow } from '../../vendor.js';
import { isRefusal, type Action } from './action.js';
import { toForwardBackendRow } from './backend.js';
import { readForwardListeners } from './list-forward-listeners.js';
import { toForwardHead } from './listener.js';
import { restoreNests, type Nest } from './nested-rows.js';
import type { Backend } from './records.js';

const KEYS = ['listenerId', 'locationId'] as const;

/** DescribeForwardLBBackends: of one application load balancer, under its listeners and rules; no total. */
export const listForwardBackends: Action = {
  host: 'lb.api.qcloud.com',
  parameters: ['loadBalancerId', 'listenerIds.n', 'protocol', 'loadBalancerPort'],
  select(query) {
    const listeners = readForwardListeners(query);
    if (isRefusal(listeners)) return listeners;
    const { index, settings } = query;
    const data: WireRow[] = [];
    const nests: Nest[] = [];
    const rows: WireRow[] = [];
    const nest = (keys: WireRow, around: WireRow, backends: readonly Backend[]): void => {
      nests.push({ keys, put: (inner) => (around['backends'] = inner) });
      rows.push(...backends.map((row) => ({ ...toForwardBackendRow(row, index, settings), ...keys })));
    };
    for (const listener of listeners) {
      const around: WireRow = toForwardHead(listener);
      data.push(around);
      const listenerId = listener.vendorId;
      if (listener.wire.layer === 4) {
        nest({ listenerId, locationId: null }, around, listener.backends);
        continue;
      }
      around['rules'] = listener.rules.map((rule) => {
        const place: WireRow = { locationId: rule.vendorId, domain: rule.domain, url: rule.path };
        nest({ listenerId, locationId: rule.vendorId }, place, rule.backends);
        return place;
      });
    }
    return {
      kind: 'rows',
      rows,
      total: rows.length,
      traits: {
        id: 'unInstanceId',
        parent: KEYS,
        enumerated: 'instanceStatus',
        optional: 'instanceName',
      },
      narrowed: true,
      wrap(flat) {
        restoreNests(flat, nests, KEYS, ({ listenerId, locationId }, backends) => {
          data.push({ listenerId, rules: [{ locationId, backends }] });
        });
        return { data };
      },
    };
  },
};
