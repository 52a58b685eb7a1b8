import type { VendorFields } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { showFields } from '../optional-fields.js';
import type { Backend } from './records.js';
import { backendInstanceType } from './settings.js';
import { toLoadBalancerTime } from './wire-time.js';

/** `instanceType` came with the newer API version. */
export function backendFields({ wire }: Backend, settings: Settings, oldVersion: boolean): VendorFields {
  const withType = !oldVersion && settings.get(backendInstanceType) === 'present';
  const type = withType ? { instanceType: wire.product } : {};
  return showFields({ instanceName: wire.instanceName, ...type }, settings);
}

/** A backend does not name its load balancer, and `port` is a string. */
export function toBackendRow(backend: Backend, settings: Settings, oldVersion: boolean): WireRow {
  const { wire, target } = backend;
  return showFields(
    {
      listenerId: wire.listenerId,
      backendId: backend.vendorId,
      backendName: backend.name ?? wire.emptyName,
      status: backend.vendorStatus,
      port: String(backend.port ?? ''),
      weight: backend.weight,
      instanceId: target.__typename === 'IpTarget' ? target.address : target.vendorId,
      createTime: toLoadBalancerTime(backend.createdAt, settings),
      ...backendFields(backend, settings, oldVersion),
    },
    settings,
  );
}
