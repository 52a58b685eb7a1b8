import { serviceName, wireName } from '../../names.js';
import { toShortRegion } from '../regions.js';
import { toWireTime } from '../wire-time.js';
import type { BuildContext } from './build-context.js';
import type { LoadBalancer } from './records.js';

/** One load balancer without listeners; `index` is its place in the region. */
export function buildLoadBalancer(context: BuildContext, index: number, application: boolean): LoadBalancer {
  const { random, newId, clock, region, edition } = context;
  const name = wireName(index, serviceName(index));
  const type = typeOf(context, index);
  const createdAt = clock.next();
  const vendorId = newId('lb-');
  const legacyId = edition.old ? context.legacyId('qlb') : vendorId;
  const status = statusOf(context, index);
  const inNetwork = index % 3 !== 2;
  const vpcId = inNetwork ? random.int(20, 9000) : 0;
  const addresses = Array.from({ length: type !== 3 && index % 5 === 3 ? 2 : 1 }, () =>
    type === 3 ? context.privateAddress() : context.publicAddress(),
  );
  const uniqVpcId = inNetwork ? newId('vpc-') : null;
  // Private and application ones have no domain name.
  const domain =
    type === 3 || application
      ? null
      : `${random.text(6)}-${index}.${toShortRegion(region) ?? region}.clb.myqcloud.com`;
  return {
    vendorId,
    region,
    zone: null,
    name: name === '' ? null : name,
    status: status === 0 ? 'CREATING' : status === 1 ? 'ACTIVE' : 'UNKNOWN',
    vendorStatus: String(status),
    scheme: type === 3 ? 'PRIVATE' : 'PUBLIC',
    addresses,
    domain,
    networkId: edition.old ? null : uniqVpcId,
    createdAt,
    tags: null,
    vendorFields: {
      loadBalancerId: legacyId,
      loadBalancerType: type,
      statusTime: toWireTime(createdAt),
      ...(edition.old
        ? {
            sessionExpire: random.pick([0, 0, 1000]),
            ...(index % 2 === 0 ? {} : { projectId: 0, vpcId, subnetId: 0 }),
          }
        : {
            forward: application ? 1 : 0,
            projectId: random.pick([0, 1005621]),
            vpcId,
            subnetId: inNetwork ? random.int(1, 500) : 0,
            openBgp: edition.openBgp === 'number' ? 0 : false,
            snat: false,
            isolation: 0,
            log: '',
          }),
    },
    listeners: [],
    backends: [],
    wire: { application, legacyId, emptyName: name === '' ? '' : null, type },
  };
}

function typeOf({ edition }: BuildContext, index: number): 1 | 2 | 3 {
  if (index % 4 === 1) return 3;
  return edition.old && index % 7 === 6 ? 1 : 2;
}

/** 2 is a status that the documentation does not know. */
function statusOf({ random }: BuildContext, index: number): number {
  if (index === 3) return 0;
  if (index === 7) return 2;
  return index > 7 && random.chance(0.06) ? 0 : 1;
}
