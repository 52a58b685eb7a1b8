import type { Settings } from '../settings.js';
import type { WireRow } from '../vendor.js';
import { nicId } from './instance.js';
import type { Router } from './records.js';
import { spellFields } from './spelling.js';
import { toWireTime } from './wire-time.js';

export function toRouterRow(router: Router, verbose: number, settings: Settings): WireRow {
  const { wire } = router;
  const address = router.publicAddresses[0];
  const own = {
    router_id: router.vendorId,
    router_name: router.name ?? wire.emptyName,
    description: null,
    router_type: 1,
    status: router.vendorStatus,
    transition_status: '',
    is_applied: 1,
    sub_code: 0,
    private_ip: router.privateAddresses[0] ?? '',
    security_group_id: wire.securityGroupId,
    create_time: toWireTime(router.createdAt),
    status_time: toWireTime(router.createdAt),
    ...(address === undefined ? {} : { eip: { eip_id: wire.eipId, eip_name: '', eip_addr: address } }),
    ...(verbose >= 1
      ? { vxnets: wire.vxnetIds.map((id) => ({ vxnet_id: id, nic_id: nicId(router.vendorId + id) })) }
      : {}),
  };
  return spellFields(own, settings);
}
