import type { Target } from '../../../../model/backend.js';
import { toAddresses } from '../../../wire-values.js';
import { toBoundStatus } from '../backend.js';
import type { BackendRead, Rows } from '../rows.js';

/** A network interface may stand alone, its machine not told; a row may name nothing but an address. */
export function toTarget({ unInstanceId, uniqEniId, lanIpSet }: BackendRead): Target | null {
  if (unInstanceId !== null) return { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: unInstanceId };
  if (uniqEniId !== null) return { type: 'UnknownTarget', id: uniqEniId };
  const [address] = toAddresses(lanIpSet ?? []);
  return address === undefined ? null : { type: 'IpTarget', id: address };
}

/** A name is told where its key is there, even of a machine that has none. */
export const toCarried: Rows['toCarried'] = ({ instanceName, instanceStatus }, raw) => {
  const status = toBoundStatus(instanceStatus);
  return {
    ...(Object.hasOwn(raw, 'instanceName') ? { name: instanceName } : {}),
    ...(status === null ? {} : { status, vendorStatus: instanceStatus }),
  };
};
