import type { WireRow } from '../../vendor.js';
import { isRefusal, readParent, type Action } from './action.js';
import { shownListenerId } from './listener.js';
import { seenThrough } from './health.js';
import { parentNames } from './parent-names.js';
import { healthMessage, healthProtocol } from './settings.js';

/** DescribeLBHealthStatus: of one classic load balancer, or one of its listeners; rows carry no ids. */
export const listHealth: Action = {
  host: 'lb.api.qcloud.com',
  parameters: ['loadBalancerId', 'loadBalanceId', 'listenerId'],
  select(query) {
    const { parameters, edition, settings } = query;
    const owner = readParent(query, false, [...parentNames(settings), 'loadBalanceId']);
    if (isRefusal(owner)) return owner;
    const wanted = parameters.get('listenerId');
    const listeners = (owner?.listeners ?? []).filter(
      (row) =>
        wanted === undefined ||
        row.vendorId === wanted ||
        (owner && edition.old && shownListenerId(row, owner, edition, settings).listenerId === wanted),
    );
    const lower = settings.get(healthProtocol) === 'lower';
    const rows = listeners.flatMap((listener) => {
      const seen = owner ? seenThrough(owner, listener, settings) : [];
      return seen.flatMap(({ vendorHealth, addresses, port }): WireRow[] =>
        vendorHealth === null
          ? []
          : [
              {
                ip: addresses?.[0] ?? '',
                protocol: lower ? listener.protocol.toLowerCase() : listener.protocol,
                port,
                vport: listener.port,
                healthStatus: Number(vendorHealth),
              },
            ],
      );
    });
    const choice = settings.get(healthMessage);
    const msg = choice === 'edition' ? edition.old : choice === 'msg';
    return {
      kind: 'rows',
      rows,
      total: rows.length,
      traits: { id: 'ip', enumerated: 'healthStatus', optional: 'port' },
      narrowed: true,
      wrap: (data) => ({ data }),
      ...(msg ? { msg: 'ok' } : {}),
    };
  },
};
