import type { VendorFields } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { toBackendRow } from './backend.js';
import { toListenerRow } from './listener.js';
import { PAGE_DEFAULT } from '../limits.js';
import { showFields } from '../optional-fields.js';
import type { Fleet, LoadBalancer } from './records.js';
import { tagShape } from '../settings.js';
import { embeddedLists, recycledLoadBalancers } from './settings.js';
import { toLoadBalancerTime } from './wire-time.js';

export function loadBalancerFields({ vendorFields, wire }: LoadBalancer, settings: Settings): VendorFields {
  return showFields({ ...vendorFields, expiredTime: toLoadBalancerTime(wire.expiresAt, settings) }, settings);
}

export function listedLoadBalancers(
  { loadBalancers, recycled }: Fleet,
  settings: Settings,
): readonly LoadBalancer[] {
  return settings.get(recycledLoadBalancers) === 'listed' ? [...loadBalancers, ...recycled] : loadBalancers;
}

export function toLoadBalancerRow(
  loadBalancer: LoadBalancer,
  settings: Settings,
  oldVersion: boolean,
): WireRow {
  const { wire, addresses } = loadBalancer;
  return showFields(
    {
      loadBalancerId: loadBalancer.vendorId,
      zoneId: loadBalancer.zone,
      loadBalancerName: loadBalancer.name ?? wire.emptyName,
      vipList: addresses.map((address, index) => ({
        vipId: wire.vipIds[index] ?? null,
        ipAddress: address,
        type: index === 0 ? 'DEFAULT' : 'EXTRA',
        status: 'Available',
      })),
      createTime: toLoadBalancerTime(loadBalancer.createdAt, settings),
      status: loadBalancer.vendorStatus,
      ...loadBalancerFields(loadBalancer, settings),
      ...embedded(loadBalancer, settings, oldVersion),
      tags: settings.get(tagShape) === 'list' ? loadBalancer.tags : { tags: loadBalancer.tags },
    },
    settings,
  );
}

function embedded({ listeners }: LoadBalancer, settings: Settings, oldVersion: boolean): WireRow {
  const extent = settings.get(embeddedLists);
  if (extent === 'off') return {};
  const backends = listeners
    .flatMap((listener) => listener.backends)
    .filter(({ wire }) => extent !== 'bm-only' || wire.product === 'BM');
  const most = extent === 'truncated' ? PAGE_DEFAULT : Infinity;
  return {
    listenerList: listeners.slice(0, most).map((listener) => toListenerRow(listener, settings)),
    backendList: backends.slice(0, most).map((backend) => toBackendRow(backend, settings, oldVersion)),
  };
}
