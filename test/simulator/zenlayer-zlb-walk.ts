import type {
  InventoryAccount,
  InventoryBackend,
  InventoryInstance,
  InventoryListener,
  InventoryLoadBalancer,
} from '../../src/simulator/inventory.js';
import type { Row, ZlbStarted } from './zenlayer-zlb-setup.js';

/** An account as it reads from the vendor's rows, by the value map and docs/vendors/zenlayer-zlb.md, written here by hand. */
export async function walk({
  rows,
}: ZlbStarted): Promise<Pick<InventoryAccount, 'loadBalancers' | 'instances'>> {
  const loadBalancers = (await rows('DescribeLoadBalancers', { pageSize: 1000 })).map(
    async (row): Promise<InventoryLoadBalancer> => {
      const loadBalancerId = String(row['loadBalancerId']);
      const listeners = await rows('DescribeListeners', { loadBalancerId });
      const backends = await rows('DescribeBackendHealth', { loadBalancerId });
      return {
        ...toLoadBalancer(row),
        listeners: listeners.map((listener) => ({
          ...toListener(listener),
          backends: backends
            .filter(({ listenerId }) => listenerId === listener['listenerId'])
            .map((backend) => toBackend(backend)),
        })),
      };
    },
  );
  const instances = await rows('DescribeInstances', { pageSize: 1000 });
  return { loadBalancers: await Promise.all(loadBalancers), instances: instances.map(toInstance) };
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' && value > 0 ? value : null);
const utc = (value: unknown): string => new Date(String(value)).toISOString();
const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));
const mapped = <T>(table: Readonly<Record<string, T>>, value: unknown, otherwise: T): T =>
  table[String(value).toUpperCase()] ?? otherwise;

function toLoadBalancer(row: Row): InventoryLoadBalancer {
  const open = row['publicIpAddress'] as string[];
  const closed = row['privateIpAddress'] as string[];
  return {
    vendorId: String(row['loadBalancerId']),
    region: null,
    zone: text(row['regionId']),
    name: text(row['loadBalancerName']),
    status: mapped<InventoryLoadBalancer['status']>(
      { CREATING: 'CREATING', RUNNING: 'ACTIVE', RECYCLED: 'DELETED' },
      row['status'],
      'UNKNOWN',
    ),
    vendorStatus: text(row['status']),
    scheme: open.length > 0 ? 'PUBLIC' : closed.length > 0 ? 'PRIVATE' : 'UNKNOWN',
    addresses: [...open, ...closed],
    domain: null,
    networkId: text(row['vpcId']),
    createdAt: utc(row['createTime']),
    tags: (row['tags'] as { tags: InventoryLoadBalancer['tags'] }).tags,
    vendorFields: pick(row, ['healthCheckPrivateIps', 'listenerCount', 'resourceGroup', 'securityGroupId']),
    listeners: [],
    backends: [],
  };
}

function toPorts(value: unknown): { from: number; to: number }[] {
  return String(value)
    .split(',')
    .map((part) => {
      const [from = NaN, to = from] = part.split('-').map(Number);
      return from === 0 ? { from: 1, to: 65_535 } : { from, to };
    });
}

const portOf = (ports: readonly { from: number; to: number }[]): number | null => {
  const [first] = ports;
  return first && ports.length === 1 && first.from === first.to ? first.from : null;
};

function toListener(row: Row): InventoryListener {
  const ports = toPorts(row['port']);
  const seconds = number(row['persistent']);
  const check = row['healthCheck'] as Row | null | undefined;
  return {
    vendorId: String(row['listenerId']),
    name: text(row['listenerName']),
    protocol: mapped<InventoryListener['protocol']>({ TCP: 'TCP', UDP: 'UDP' }, row['protocol'], 'UNKNOWN'),
    ports,
    port: portOf(ports),
    scheduler: mapped<InventoryListener['scheduler']>(
      {
        RR: 'ROUND_ROBIN',
        WRR: 'WEIGHTED_ROUND_ROBIN',
        LC: 'LEAST_CONNECTIONS',
        WLC: 'WEIGHTED_LEAST_CONNECTIONS',
        SH: 'SOURCE_IP',
      },
      row['scheduler'],
      'UNKNOWN',
    ),
    sessionPersistence:
      seconds === null ? null : { type: 'UNKNOWN', cookieName: null, timeoutSeconds: seconds },
    healthCheck: check
      ? {
          enabled: check['enabled'] === true,
          protocol: mapped({ TCP: 'TCP', HTTP_GET: 'HTTP' } as const, check['checkType'], 'UNKNOWN'),
          path: text(check['checkHttpGetUrl']),
          host: null,
          port: number(check['checkPort']),
          intervalSeconds: number(check['checkDelayLoop']),
          timeoutSeconds: number(check['checkConnTimeout']),
          healthyThreshold: null,
          unhealthyThreshold: null,
        }
      : null,
    status: 'UNKNOWN',
    vendorStatus: null,
    vendorFields: pick(row, ['kind', 'createTime', 'idleTimeout', 'scheduler']),
    rules: [],
    backends: [],
  };
}

function toBackend(row: Row): InventoryBackend {
  const instanceId = text(row['instanceId']);
  const address = String(row['privateIpAddress']);
  return {
    vendorId: null,
    name: null,
    port: number(row['backendPort']) ?? portOf(toPorts(row['listenerPort'])),
    weight: Number(row['weight']),
    status: 'UNKNOWN',
    vendorStatus: null,
    health: mapped<InventoryBackend['health']>({ ALIVE: 'UP', DEAD: 'DOWN' }, row['healthStatus'], 'UNKNOWN'),
    vendorHealth: text(row['healthStatus']),
    addresses: [address],
    target:
      instanceId === null
        ? { __typename: 'IpTarget', address }
        : { __typename: 'Instance', vendorId: instanceId },
    createdAt: null,
    vendorFields: {},
  };
}

function toInstance(row: Row): InventoryInstance {
  return {
    vendorId: String(row['instanceId']),
    region: null,
    zone: text(row['zoneId']),
    name: text(row['instanceName']),
    kind: 'VIRTUAL_MACHINE',
    status: mapped<InventoryInstance['status']>(
      {
        DEPLOYING: 'PENDING',
        REBUILDING: 'PENDING',
        RUNNING: 'RUNNING',
        BOOTING: 'STARTING',
        REBOOT: 'REBOOTING',
        STOPPING: 'STOPPING',
        STOPPED: 'STOPPED',
        CREATE_FAILED: 'FAILED',
        IMAGING: 'MAINTENANCE',
        RELEASING: 'TERMINATED',
        RECYCLE: 'TERMINATED',
        RECYCLING: 'TERMINATED',
      },
      row['status'],
      'UNKNOWN',
    ),
    vendorStatus: text(row['status']),
    privateAddresses: row['privateIpAddresses'] as string[],
    publicAddresses: row['publicIpAddresses'] as string[],
    createdAt: utc(row['createTime']),
    vendorFields: pick(row, [
      ...[
        'instanceType',
        'cpu',
        'memory',
        'imageId',
        'imageName',
        'timeZone',
        'nicNetworkType',
        'systemDisk',
      ],
      ...['dataDisks', 'keyId', 'subnetId', 'securityGroupId', 'enableAgent', 'enableAgentMonitor'],
      ...['enableIpForward', 'expiredTime', 'resourceGroupId', 'resourceGroupName', 'nics', 'tags'],
      ...['loadBalancerIds', 'placementGroupId', 'instanceOptions'],
    ]),
  };
}
