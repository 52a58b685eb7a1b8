import { hashText } from '../random.js';
import type { Settings } from '../settings.js';
import type { WireRow } from '../vendor.js';
import type { Instance } from './records.js';
import { instanceDetail, instanceEips } from './settings.js';
import { spellFields } from './spelling.js';
import { toWireTime } from './wire-time.js';

export function toInstanceRow(instance: Instance, verbose: number, settings: Settings): WireRow {
  const { wire, vendorFields } = instance;
  const { image, security_group, volume_ids, keypair_ids, ...plain } = vendorFields;
  const detailed = verbose >= 1 || settings.get(instanceDetail) === 'always';
  const own = {
    instance_id: instance.vendorId,
    instance_name: instance.name ?? wire.emptyName,
    status: instance.vendorStatus,
    ...plain,
    image: { ...(typeof image === 'object' ? image : {}), default_passwd: wire.imagePassword },
    vxnets: instance.privateAddresses.map((address, index) => ({
      vxnet_id: index === 0 ? wire.vxnetId : 'vxnet-0',
      vxnet_name: 'primary vxnet',
      vxnet_type: 1,
      nic_id: nicId(address),
      private_ip: address,
      role: index === 0 ? 1 : 0,
    })),
    ...eipField(instance, settings),
    ...(detailed ? { security_group, volume_ids } : {}),
    ...(verbose >= 1 ? { keypair_ids } : {}),
    zone_id: instance.zone,
    create_time: toWireTime(instance.createdAt),
    sub_code: 0,
    tags: [],
    label: null,
    alarm_status: '',
    graphics_port: '5954',
    graphics_protocol: 'vnc',
    graphics_passwd: wire.graphicsPassword,
  };
  return spellFields(own, settings);
}

/** `bandwidth` is a string in the vendor's sample; without an address the key is absent. */
function eipField({ publicAddresses, wire }: Instance, settings: Settings): WireRow {
  const address = publicAddresses[0];
  const none = settings.get(instanceEips) === 'present' ? { eips: [] } : {};
  return address === undefined ? none : { eip: { eip_id: wire.eipId, eip_addr: address, bandwidth: '50' } };
}

export function nicId(address: string): string {
  const hex = hashText(address).toString(16).padStart(8, '0');
  return ['52', '54', ...(hex.match(/../g) ?? [])].join(':');
}
