import type { Target } from '../../../../model/backend.js';
import { toAddresses } from '../../../wire-values.js';
import { toBoundStatus } from '../backend.js';
import type { BackendRead, Rows } from '../rows.js';

/** By `Type`, those of targets whose ids are not those of machines. A type that nobody knows tells nothing against it. */
const otherTypes = new Set(['ccn', 'evm', 'globalroute', 'nat', 'srv']);

/** A network interface may stand alone, its machine not told; other types are addresses, in other networks among them. */
export function toTarget({ targetType, unInstanceId, uniqEniId, lanIpSet }: BackendRead): Target | null {
  const isMachine = !otherTypes.has((targetType ?? '').toLowerCase());
  if (isMachine && unInstanceId !== null && unInstanceId !== uniqEniId) {
    return { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: unInstanceId };
  }
  if (isMachine && uniqEniId !== null) return { type: 'UnknownTarget', id: uniqEniId };
  const [address] = toAddresses(lanIpSet ?? []);
  if (address !== undefined) return { type: 'IpTarget', id: address };
  const id = unInstanceId ?? uniqEniId;
  return id === null ? null : { type: 'UnknownTarget', id };
}

/**
 * A name of null says that there is no valid value, which tells nothing. `RunFlag` has the numbers of API 2.0; the vendor's own word
 * in this version is another one, which the row does not tell. While a machine is worked at, that word is one of its usual ones.
 */
export const toCarried: Rows['toCarried'] = ({ instanceName, instanceStatus }) => {
  const status = toBoundStatus(instanceStatus);
  return {
    ...(instanceName === null ? {} : { name: instanceName }),
    ...(status === null || status === 'MAINTENANCE' ? {} : { status }),
  };
};
