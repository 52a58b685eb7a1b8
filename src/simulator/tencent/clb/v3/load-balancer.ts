import type { Settings } from '../../../settings.js';
import type { VendorFields } from '../../../inventory.js';
import type { WireRow } from '../../../vendor.js';
import { toWireTime } from '../../wire-time.js';
import { backendsOf } from '../fleet-index.js';
import type { LoadBalancer } from '../records.js';
import { tagsOf, zoneNumberOf } from './made-up.js';
import { domainField, noNetwork } from './settings.js';

export function toLoadBalancerRow(row: LoadBalancer, settings: Settings, counted: boolean): WireRow {
  const { wire, domain, createdAt, vendorStatus, networkId } = row;
  return {
    LoadBalancerId: row.vendorId,
    LoadBalancerName: row.name ?? wire.emptyName,
    Domain: settings.get(domainField) === 'both' ? (domain ?? '') : '',
    LoadBalancerDomain: domain ?? '',
    LoadBalancerVips: row.addresses,
    Status: Number(vendorStatus),
    CreateTime: createdAt === null ? '' : toWireTime(createdAt),
    VpcId: networkId ?? basicNetwork(settings),
    Tags: tagsOf(row).map(({ key, value }) => ({ TagKey: key, TagValue: value })),
    ...loadBalancerFields(row),
    ...(counted ? { TargetCount: backendsOf(row).length } : {}),
  };
}

export const basicNetwork = (settings: Settings): string => (settings.get(noNetwork) === '0' ? '0' : '');

/** What a row tells besides fields of the schema. */
export function loadBalancerFields(row: LoadBalancer): VendorFields {
  const { wire, vendorFields: fields, region, networkId } = row;
  const open = wire.type !== 3;
  const number = Number(fields['vpcId'] ?? 0);
  const zone = zoneNumberOf(row);
  return {
    LoadBalancerType: open ? 'OPEN' : 'INTERNAL',
    Forward: wire.application ? 1 : 0,
    AddressIPv6: null,
    AddressIPVersion: 'ipv4',
    IPv6Mode: null,
    StatusTime: fields['statusTime'],
    ProjectId: fields['projectId'] ?? 0,
    OpenBgp: 0,
    Snat: false,
    Isolation: 0,
    Log: '',
    AnycastZone: '',
    NumericalVpcId: number,
    TargetRegionInfo: { Region: region, VpcId: networkId ?? '0', NumericalVpcId: number },
    SubnetId: '',
    SecureGroups: [],
    MasterZone: {
      ZoneId: 100000 + zone,
      Zone: `${region ?? ''}-${zone}`,
      ZoneName: `Zone ${zone}`,
      ZoneRegion: region,
      LocalZone: false,
      EdgeZone: false,
    },
    BackupZoneSet: null,
    IsolatedTime: null,
    ExpireTime: null,
    ChargeType: 'POSTPAID_BY_HOUR',
    NetworkAttributes: open
      ? {
          InternetChargeType: 'TRAFFIC_POSTPAID_BY_HOUR',
          InternetMaxBandwidthOut: 10,
          BandwidthpkgSubType: null,
        }
      : null,
    PrepaidAttributes: null,
    ExtraInfo: null,
    LogSetId: '',
    LogTopicId: '',
    LoadBalancerPassToTarget: false,
    IsDDos: false,
    ConfigId: '',
    ExclusiveCluster: { L4Clusters: null, L7Clusters: null, ClassicalCluster: null },
    SnatPro: false,
    SnatIps: [],
    IsBlock: false,
    IsBlockTime: '',
    SlaType: '',
    ClusterTag: null,
    LocalBgp: false,
    MixIpTarget: false,
    Zones: null,
    NfvInfo: '',
    HealthLogSetId: '',
    HealthLogTopicId: '',
    ClusterIds: null,
    AttributeFlags: [],
    VipIsp: open ? 'BGP' : 'INTERNAL',
    Egress: '',
    Exclusive: 0,
    AssociateEndpoint: '',
    AvailableZoneAffinityInfo: { Enable: false, ExitRatio: null, ReentryRatio: null },
  };
}
