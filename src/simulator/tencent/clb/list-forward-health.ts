import type { WireRow } from '../../vendor.js';
import { invalidParameter, missingParameter } from '../errors.js';
import { readList } from '../parameters.js';
import { isRefusal, pickKnown, type Action } from './action.js';
import { applicationHealth } from './health.js';
import { FORWARD_HEALTH_IDS } from './limits.js';
import { PROTOCOL_NUMBERS } from './listener.js';
import { restoreNests, type Nest } from './nested-rows.js';
import type { Listener, LoadBalancer, Rule } from './records.js';
import { misspeltId, streamHealth } from './settings.js';

const KEYS = ['loadBalancerId', 'listenerId', 'locationId'] as const;

/** DescribeForwardLBHealthStatus: of up to 30 application load balancers; rows carry no ids of machines. */
export const listForwardHealth: Action = {
  host: 'lb.api.qcloud.com',
  parameters: ['loadBalancerIds.n', 'loadBalanceIds.n'],
  select({ parameters, index, settings }) {
    const misspelt = settings.get(misspeltId) === 'accept' ? readList(parameters, 'loadBalanceIds') : [];
    const ids = [...readList(parameters, 'loadBalancerIds'), ...misspelt];
    if (ids.length === 0) return missingParameter('loadBalancerIds.n');
    if (ids.length > FORWARD_HEALTH_IDS) return invalidParameter('loadBalancerIds');
    const found = pickKnown(ids, index.loadBalancers, settings);
    if (isRefusal(found)) return found;

    const nests: Nest[] = [];
    const rows: WireRow[] = [];
    const nest = (keys: WireRow, around: WireRow, owner: Listener | Rule): void => {
      nests.push({ keys, put: (inner) => (around['backends'] = inner) });
      for (const backend of owner.backends) {
        const { vendorHealth } = applicationHealth(backend, owner, settings);
        if (vendorHealth === null) continue;
        const ip = backend.addresses?.[0] ?? '';
        rows.push({ ip, port: backend.port, healthStatus: Number(vendorHealth), ...keys });
      }
    };
    const toListener = (owner: LoadBalancer, listener: Listener): WireRow => {
      const head: WireRow = {
        listenerId: listener.vendorId,
        listenerName: listener.name ?? listener.wire.emptyName,
        protocol: PROTOCOL_NUMBERS[listener.protocol] ?? 0,
        loadBalancerPort: listener.port,
      };
      const keys = { loadBalancerId: owner.vendorId, listenerId: listener.vendorId };
      if (listener.wire.layer === 7) {
        head['rules'] = listener.rules.map((rule) => {
          const place: WireRow = { locationId: rule.vendorId, domain: rule.domain, url: rule.path };
          nest({ ...keys, locationId: rule.vendorId }, place, rule);
          return place;
        });
        return head;
      }
      const place: WireRow =
        settings.get(streamHealth) === 'pseudo-rule' ? { locationId: '', domain: null, url: null } : head;
      nest({ ...keys, locationId: null }, place, listener);
      if (place !== head) head['rules'] = [place];
      return head;
    };
    const data = found
      .filter(({ wire }) => wire.application)
      .map((owner): WireRow => ({
        loadBalancerName: owner.name ?? owner.wire.emptyName,
        loadBalancerId: owner.vendorId,
        unLoadBalancerId: owner.vendorId,
        listener: owner.listeners
          .filter(({ wire }) => wire.layer === 7 || settings.get(streamHealth) !== 'absent')
          .map((listener) => toListener(owner, listener)),
      }));
    return {
      kind: 'rows',
      rows,
      total: rows.length,
      traits: { id: 'ip', parent: KEYS, enumerated: 'healthStatus', optional: 'healthStatus' },
      narrowed: true,
      wrap(flat) {
        restoreNests(flat, nests, KEYS, ({ loadBalancerId, listenerId, locationId }, backends) => {
          const listener = [{ listenerId, rules: [{ locationId, backends }] }];
          data.push({ loadBalancerId, unLoadBalancerId: loadBalancerId, listener });
        });
        return { data };
      },
    };
  },
};
