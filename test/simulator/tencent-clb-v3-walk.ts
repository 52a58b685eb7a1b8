import { rowsOf } from './qingcloud-client.js';
import type { ModernClbStarted, Row } from './tencent-clb-v3-setup.js';

/**
 * A region as the calls of 3.0 give it, in the schema's names and values, by the documentation alone. `vendorFields` are a row less
 * these names: what a field of the schema gives, and how to log in.
 */
const GIVEN: Readonly<
  Record<'loadBalancer' | 'listener' | 'classic' | 'target' | 'instance', readonly string[]>
> = {
  loadBalancer: [
    'LoadBalancerId',
    'LoadBalancerName',
    'Domain',
    'LoadBalancerDomain',
    'LoadBalancerVips',
    'Status',
    'CreateTime',
    'VpcId',
    'Tags',
  ],
  listener: [
    'ListenerId',
    'ListenerName',
    'Protocol',
    'Port',
    'EndPort',
    'HealthCheck',
    'Scheduler',
    'SessionExpireTime',
    'Rules',
  ],
  classic: [
    'ListenerId',
    'ListenerName',
    'ListenerPort',
    'Protocol',
    'SessionExpire',
    'HealthSwitch',
    'TimeOut',
    'IntervalTime',
    'HealthNum',
    'UnhealthNum',
    'HttpHash',
    'HttpCheckPath',
    'Status',
  ],
  target: [
    'InstanceId',
    'Port',
    'Weight',
    'PublicIpAddresses',
    'PrivateIpAddresses',
    'InstanceName',
    'RegisteredTime',
    'RunFlag',
  ],
  instance: [
    'InstanceId',
    'InstanceName',
    'InstanceState',
    'PrivateIpAddresses',
    'PublicIpAddresses',
    'CreatedTime',
    'LoginSettings',
  ],
};

const LIFE: Readonly<Record<string, string>> = { 0: 'CREATING', 1: 'ACTIVE' };
const DETAIL: Readonly<Record<string, string>> = { Alive: 'UP', Dead: 'DOWN' };
const NUMBER: Readonly<Record<string, string>> = { 1: 'UP', 0: 'DOWN' };
const STATE: Readonly<Record<string, string>> = {
  PENDING: 'PENDING',
  LAUNCH_FAILED: 'FAILED',
  RUNNING: 'RUNNING',
  STOPPED: 'STOPPED',
  STARTING: 'STARTING',
  STOPPING: 'STOPPING',
  REBOOTING: 'REBOOTING',
  SHUTDOWN: 'TERMINATED',
  TERMINATING: 'TERMINATED',
};
const SCHEDULER: Readonly<Record<string, string>> = {
  '': 'WEIGHTED_ROUND_ROBIN',
  WRR: 'WEIGHTED_ROUND_ROBIN',
  LEAST_CONN: 'LEAST_CONNECTIONS',
  IP_HASH: 'SOURCE_IP',
};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const time = (value: unknown): string => new Date(`${String(value).replace(' ', 'T')}+08:00`).toISOString();
const less = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export async function walkModernRegion(
  ask: ModernClbStarted['ask'],
  region: string,
): Promise<{ loadBalancers: Row[]; instances: Row[] }> {
  const pages = async (action: string, set: string, params: Row): Promise<Row[]> => {
    const rows: Row[] = [];
    for (;;) {
      const answer = await ask(action, { ...params, Offset: rows.length, Limit: 100 });
      const got = rowsOf(answer, set);
      rows.push(...got);
      if (rows.length >= Number(answer['TotalCount']) || got.length === 0) return rows;
    }
  };
  const rows = await pages('DescribeLoadBalancers', 'LoadBalancerSet', { OrderType: 0 });
  const loadBalancers: Row[] = [];
  for (const row of rows) {
    const LoadBalancerId = String(row['LoadBalancerId']);
    const inside =
      row['Forward'] === 1
        ? await walkApplication(ask, LoadBalancerId)
        : await walkClassic(ask, LoadBalancerId);
    loadBalancers.push({
      vendorId: LoadBalancerId,
      region,
      zone: null,
      name: text(row['LoadBalancerName']),
      status: LIFE[String(row['Status'])] ?? 'UNKNOWN',
      vendorStatus: String(row['Status']),
      scheme: row['LoadBalancerType'] === 'INTERNAL' ? 'PRIVATE' : 'PUBLIC',
      addresses: row['LoadBalancerVips'],
      domain: text(row['LoadBalancerDomain']),
      networkId: row['VpcId'] === '0' ? null : text(row['VpcId']),
      createdAt: time(row['CreateTime']),
      tags: rowsOf(row, 'Tags').map(({ TagKey, TagValue }) => ({ key: TagKey, value: TagValue })),
      vendorFields: less(row, GIVEN.loadBalancer),
      ...inside,
    });
  }
  const machines = await pages('DescribeInstances', 'InstanceSet', {});
  return {
    loadBalancers,
    instances: machines.map((row) => ({
      vendorId: row['InstanceId'],
      region,
      zone: null,
      name: text(row['InstanceName']),
      kind: 'VIRTUAL_MACHINE',
      status: STATE[String(row['InstanceState'])] ?? 'UNKNOWN',
      vendorStatus: row['InstanceState'],
      privateAddresses: row['PrivateIpAddresses'],
      publicAddresses: list(row['PublicIpAddresses']),
      createdAt: new Date(String(row['CreatedTime'])).toISOString(),
      vendorFields: less(row, GIVEN.instance),
    })),
  };
}

async function walkClassic(ask: ModernClbStarted['ask'], LoadBalancerId: string): Promise<Row> {
  const listeners = rowsOf(await ask('DescribeClassicalLBListeners', { LoadBalancerId }), 'Listeners');
  const bound = rowsOf(await ask('DescribeClassicalLBTargets', { LoadBalancerId }), 'Targets');
  const { HealthList } = await ask('DescribeClassicalLBHealthStatus', { LoadBalancerId });
  const health = list(HealthList) as Row[];
  const seenThrough = (listener: Row | null): Row[] =>
    bound.map((row) => {
      const found = health.find(
        (entry) =>
          entry['ListenerPort'] === listener?.['ListenerPort'] &&
          entry['Protocol'] === listener?.['Protocol'] &&
          entry['IP'] === list(row['PrivateIpAddresses'])[0],
      );
      const number = found === undefined ? null : String(found['HealthStatus']);
      const told = { health: NUMBER[number ?? ''] ?? 'UNKNOWN', vendorHealth: number };
      return toBackend(row, { port: listener?.['InstancePort'] ?? null, createdAt: null, ...told });
    });
  return {
    listeners: listeners.map((row) => ({
      vendorId: row['ListenerId'],
      name: text(row['ListenerName']),
      protocol: String(row['Protocol']).toUpperCase(),
      ports: [{ from: row['ListenerPort'], to: row['ListenerPort'] }],
      port: row['ListenerPort'],
      scheduler: SCHEDULER[String(row['HttpHash']).toUpperCase()] ?? 'UNKNOWN',
      sessionPersistence: toPersistence(row['SessionExpire']),
      healthCheck: toCheck(row, row['UnhealthNum'], text(row['HttpCheckPath']) === null ? 'UNKNOWN' : 'HTTP'),
      status: LIFE[String(row['Status'])] ?? 'UNKNOWN',
      vendorStatus: String(row['Status']),
      vendorFields: less(row, GIVEN.classic),
      rules: [],
      backends: seenThrough(row),
    })),
    backends: listeners.length === 0 ? seenThrough(null) : [],
  };
}

async function walkApplication(ask: ModernClbStarted['ask'], LoadBalancerId: string): Promise<Row> {
  const answer = await ask('DescribeListeners', { LoadBalancerId });
  const rows = rowsOf(answer, 'Listeners');
  if (answer['TotalCount'] !== rows.length) throw new Error('a total of other rows');
  const bound = rowsOf(await ask('DescribeTargets', { LoadBalancerId }), 'Listeners');
  const { LoadBalancers } = await ask('DescribeTargetHealth', { LoadBalancerIds: [LoadBalancerId] });
  const [healthy = {}] = list(LoadBalancers) as Row[];
  const toBackends = (around: Row | undefined, health: readonly Row[]): Row[] =>
    rowsOf(around ?? {}, 'Targets').map((row) => {
      const found = health.find(
        (entry) => entry['IP'] === list(row['PrivateIpAddresses'])[0] && entry['Port'] === row['Port'],
      );
      const detail = text(found?.['HealthStatusDetail']);
      const told = { health: DETAIL[detail ?? ''] ?? 'UNKNOWN', vendorHealth: detail };
      return toBackend(row, { port: row['Port'], createdAt: time(row['RegisteredTime']), ...told });
    });
  const listeners = rows.map((row) => {
    const isOwn = (entry: Row): boolean => entry['ListenerId'] === row['ListenerId'];
    const place = bound.find(isOwn);
    const places = rowsOf(rowsOf(healthy, 'Listeners').find(isOwn) ?? {}, 'Rules');
    const web = row['Protocol'] === 'HTTP' || row['Protocol'] === 'HTTPS';
    const rules = (list(row['Rules']) as Row[]).map((rule) => {
      const isSame = (entry: Row): boolean => entry['LocationId'] === rule['LocationId'];
      const health = rowsOf(places.find(isSame) ?? {}, 'Targets');
      const backends = toBackends(rowsOf(place ?? {}, 'Rules').find(isSame), health);
      return {
        vendorId: rule['LocationId'],
        domain: rule['Domain'],
        path: rule['Url'],
        healthCheck: toModernCheck(rule),
        status: 'UNKNOWN',
        vendorStatus: null,
        backends,
      };
    });
    const stands = places.filter(({ Domain, Url }) => Domain === null && Url === null);
    return {
      vendorId: row['ListenerId'],
      name: text(row['ListenerName']),
      protocol: row['Protocol'],
      ports: [{ from: row['Port'], to: row['Port'] }],
      port: row['Port'],
      scheduler: SCHEDULER[String(row['Scheduler'])] ?? 'UNKNOWN',
      sessionPersistence: toPersistence(row['SessionExpireTime']),
      healthCheck: toModernCheck(row),
      status: 'UNKNOWN',
      vendorStatus: null,
      vendorFields: less(row, GIVEN.listener),
      rules,
      backends: web
        ? rules.flatMap(({ backends }) => backends)
        : toBackends(
            place,
            stands.flatMap((entry) => rowsOf(entry, 'Targets')),
          ),
    };
  });
  return { listeners, backends: [] };
}

const toPersistence = (seconds: unknown): Row | null =>
  typeof seconds === 'number' && seconds > 0
    ? { type: 'UNKNOWN', cookieName: null, timeoutSeconds: seconds }
    : null;

function toModernCheck({ HealthCheck }: Row): Row | null {
  if (typeof HealthCheck !== 'object' || HealthCheck === null) return null;
  const row = HealthCheck as Row;
  const type = String(row['CheckType']);
  return toCheck(row, row['UnHealthNum'], type === 'TCP' || type === 'HTTP' ? type : 'UNKNOWN');
}

function toCheck(row: Row, unhealthyThreshold: unknown, protocol: string): Row {
  return {
    enabled: row['HealthSwitch'] === 1,
    protocol,
    path: text(row['HttpCheckPath']),
    host: null,
    port: null,
    intervalSeconds: row['IntervalTime'],
    timeoutSeconds: row['TimeOut'],
    healthyThreshold: row['HealthNum'],
    unhealthyThreshold,
  };
}

function toBackend(row: Row, seen: Row): Row {
  const id = text(row['InstanceId']);
  return {
    vendorId: null,
    name: null,
    weight: row['Weight'],
    status: 'UNKNOWN',
    vendorStatus: null,
    addresses: [...list(row['PrivateIpAddresses']), ...list(row['PublicIpAddresses'])],
    target:
      id === null
        ? { __typename: 'UnknownTarget', vendorId: row['EniId'] }
        : { __typename: 'Instance', vendorId: id },
    vendorFields: less(row, GIVEN.target),
    ...seen,
  };
}
