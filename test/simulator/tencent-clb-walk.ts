import * as fields from './tencent-clb-vendor-fields.js';
import { rowsOf } from './qingcloud-client.js';
import { callTencent, type TencentClientOptions, type TencentParams } from './tencent-client.js';
import { longRegion } from './tencent-long-region.js';

/** A region as the calls give it when they are made as the sheet's section 9 says, in the schema's names and values. */
type Row = Record<string, unknown>;

const INSTANCE_STATUS: Readonly<Record<string, string>> = {
  1: 'FAILED',
  2: 'RUNNING',
  3: 'PENDING',
  4: 'STOPPED',
  5: 'TERMINATED',
  6: 'TERMINATED',
  7: 'REBOOTING',
  8: 'STARTING',
  9: 'STOPPING',
  10: 'MAINTENANCE',
  11: 'MAINTENANCE',
  12: 'MAINTENANCE',
  13: 'MAINTENANCE',
  14: 'MAINTENANCE',
  19: 'MAINTENANCE',
  21: 'MAINTENANCE',
};
const LIFE: Readonly<Record<string, string>> = { 0: 'CREATING', 1: 'ACTIVE' };
const HEALTH: Readonly<Record<string, string>> = { 0: 'DOWN', 1: 'UP', '-1': 'UNKNOWN' };
const PROTOCOL: Readonly<Record<string, string>> = { 1: 'HTTP', 2: 'TCP', 3: 'UDP', 4: 'HTTPS' };
const SCHEDULER: Readonly<Record<string, string>> = {
  wrr: 'WEIGHTED_ROUND_ROBIN',
  least_conn: 'LEAST_CONNECTIONS',
  ip_hash: 'SOURCE_IP',
};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const time = (value: unknown): string | null =>
  typeof value === 'string' ? new Date(`${value.replace(' ', 'T')}+08:00`).toISOString() : null;
const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)));
const list = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);

export async function walkRegion(
  options: TencentClientOptions,
): Promise<{ loadBalancers: Row[]; instances: Row[] }> {
  const region = longRegion(options.region ?? 'gz');
  const ask = async (action: string, params: TencentParams): Promise<Row> => {
    const { json } = await callTencent(options, action, params);
    if (json['code'] !== 0) throw new Error(`${action}: ${JSON.stringify(json)}`);
    return json;
  };
  /** Dedupes by id, and stops where a page brings nothing new: not every edition heeds offset and limit. */
  const pages = async (action: string, set: string, id: string, params: TencentParams): Promise<Row[]> => {
    const rows = new Map<unknown, Row>();
    for (let offset = 0; ; offset += 100) {
      const json = await ask(action, { ...params, offset, limit: 100 });
      const before = rows.size;
      for (const row of rowsOf(json, set)) if (!rows.has(row[id])) rows.set(row[id], row);
      if (rows.size >= Number(json['totalCount']) || rows.size === before) return [...rows.values()];
    }
  };

  const order = { forward: -1, orderBy: 'createTime', orderType: 0 };
  const rows = await pages('DescribeLoadBalancers', 'loadBalancerSet', 'unLoadBalancerId', order);
  const applications = rows
    .filter((row) => row['forward'] === 1)
    .map((row) => String(row['unLoadBalancerId']));
  const forwardHealth = new Map<string, Row>();
  for (let start = 0; start < applications.length; start += 30) {
    const ids = applications.slice(start, start + 30).map((id, at) => [`loadBalancerIds.${at}`, id] as const);
    const json = await ask('DescribeForwardLBHealthStatus', Object.fromEntries(ids));
    for (const row of rowsOf(json, 'data'))
      for (const listener of rowsOf(row, 'listener'))
        for (const rule of rowsOf(listener, 'rules'))
          for (const backend of rowsOf(rule, 'backends')) {
            const place = rule['domain'] === null ? null : rule['locationId'];
            forwardHealth.set(
              JSON.stringify([listener['listenerId'], place, backend['ip'], backend['port']]),
              backend,
            );
          }
  }

  const loadBalancers: Row[] = [];
  for (const row of rows) {
    const id = String(row['unLoadBalancerId']);
    const inside = row['forward'] === 1 ? await walkApplication(id) : await walkClassic(id);
    loadBalancers.push({
      vendorId: id,
      region,
      zone: null,
      name: text(row['loadBalancerName']),
      status: LIFE[String(row['status'])] ?? 'UNKNOWN',
      vendorStatus: String(row['status']),
      scheme: row['loadBalancerType'] === 3 ? 'PRIVATE' : 'PUBLIC',
      addresses: row['loadBalancerVips'],
      domain: text(row['domain']),
      networkId: text(row['uniqVpcId']),
      createdAt: time(row['createTime']),
      tags: null,
      vendorFields: pick(row, fields.loadBalancerVendorFields),
      ...inside,
    });
  }
  const machines = await pages('DescribeInstances', 'instanceSet', 'unInstanceId', {});
  return { loadBalancers, instances: machines.map(toInstance) };

  function toInstance(row: Row): Row {
    return {
      vendorId: row['unInstanceId'],
      region,
      zone: null,
      name: text(row['instanceName']),
      kind: 'VIRTUAL_MACHINE',
      status: INSTANCE_STATUS[String(row['status'])] ?? 'UNKNOWN',
      vendorStatus: String(row['status']),
      privateAddresses: [row['lanIp']],
      publicAddresses: list(row['wanIpSet']),
      createdAt: time(row['createTime']),
      vendorFields: pick(row, fields.instanceVendorFields),
    };
  }

  /** One backend for each listener and bound machine; without a listener one for each machine. */
  async function walkClassic(loadBalancerId: string): Promise<Row> {
    const listeners = rowsOf(await ask('DescribeLoadBalancerListeners', { loadBalancerId }), 'listenerSet');
    const bound = await pages('DescribeLoadBalancerBackends', 'backendSet', 'unInstanceId', {
      loadBalancerId,
    });
    const health = rowsOf(await ask('DescribeLBHealthStatus', { loadBalancerId }), 'data');
    const seenThrough = (listener: Row | null): Row[] =>
      bound.map((row) =>
        toBackend(row, fields.classicBackendVendorFields, {
          port: listener ? listener['instancePort'] : null,
          createdAt: null,
          found: health.find(
            (entry) =>
              listener !== null &&
              entry['vport'] === listener['loadBalancerPort'] &&
              String(entry['protocol']).toUpperCase() === PROTOCOL[String(listener['protocol'])] &&
              entry['ip'] === row['lanIp'],
          ),
        }),
      );
    return {
      listeners: listeners.map((row) => ({
        ...toListener(row, row['unListenerId'], fields.classicListenerVendorFields),
        status: LIFE[String(row['status'])] ?? 'UNKNOWN',
        vendorStatus: String(row['status']),
        healthCheck: toCheck(row),
        rules: [],
        backends: seenThrough(row),
      })),
      backends: listeners.length === 0 ? seenThrough(null) : [],
    };
  }

  async function walkApplication(loadBalancerId: string): Promise<Row> {
    const rows = rowsOf(await ask('DescribeForwardLBListeners', { loadBalancerId }), 'listenerSet');
    const bound = rowsOf(await ask('DescribeForwardLBBackends', { loadBalancerId }), 'data');
    const listeners = rows.map((row) => {
      const id = row['listenerId'];
      const place = bound.find((entry) => entry['listenerId'] === id) ?? {};
      const toBackends = (around: Row | undefined, locationId: unknown): Row[] =>
        rowsOf(around ?? {}, 'backends').map((backend) =>
          toBackend(backend, fields.forwardBackendVendorFields, {
            port: backend['port'],
            createdAt: time(backend['addTimestamp']),
            found: forwardHealth.get(JSON.stringify([id, locationId, backend['lanIp'], backend['port']])),
          }),
        );
      const web = row['protocol'] === 1 || row['protocol'] === 4;
      const rules = rowsOf(row, 'rules').map((rule) => ({
        vendorId: rule['locationId'],
        domain: rule['domain'],
        path: rule['url'],
        healthCheck: toCheck(rule),
        status: 'UNKNOWN',
        vendorStatus: null,
        backends: toBackends(
          rowsOf(place, 'rules').find((entry) => entry['locationId'] === rule['locationId']),
          rule['locationId'],
        ),
      }));
      return {
        ...toListener(row, id, fields.forwardListenerVendorFields),
        status: 'UNKNOWN',
        vendorStatus: null,
        healthCheck: web ? null : toCheck(row),
        rules,
        backends: web ? rules.flatMap(({ backends }) => backends) : toBackends(place, null),
      };
    });
    return { listeners, backends: [] };
  }
}

function toListener(row: Row, vendorId: unknown, names: readonly string[]): Row {
  const port = row['loadBalancerPort'];
  const expire = row['sessionExpire'];
  return {
    vendorId,
    name: text(row['listenerName']),
    protocol: PROTOCOL[String(row['protocol'])],
    ports: [{ from: port, to: port }],
    port,
    scheduler: SCHEDULER[text(row['httpHash']) ?? String(row['scheduler'])] ?? 'UNKNOWN',
    sessionPersistence:
      typeof expire === 'number' && expire > 0
        ? { type: 'UNKNOWN', cookieName: null, timeoutSeconds: expire }
        : null,
    vendorFields: pick(row, names),
  };
}

function toCheck(row: Row): Row {
  return {
    enabled: row['healthSwitch'] === 1,
    protocol: text(row['httpCheckPath']) === null ? 'UNKNOWN' : 'HTTP',
    path: text(row['httpCheckPath']),
    host: null,
    port: null,
    intervalSeconds: row['intervalTime'],
    timeoutSeconds: row['timeOut'],
    healthyThreshold: row['healthNum'],
    unhealthyThreshold: row['unhealthNum'],
  };
}

function toBackend(
  row: Row,
  names: readonly string[],
  seen: { port: unknown; createdAt: string | null; found: Row | undefined },
): Row {
  const status = seen.found?.['healthStatus'] as number | undefined;
  return {
    vendorId: null,
    name: null,
    port: seen.port,
    weight: row['weight'],
    status: 'UNKNOWN',
    vendorStatus: null,
    health: HEALTH[String(status)] ?? 'UNKNOWN',
    vendorHealth: status === undefined ? null : String(status),
    addresses: [row['lanIp'], ...list(row['wanIpSet'])],
    target:
      row['unInstanceId'] === undefined
        ? { __typename: 'UnknownTarget', vendorId: row['uniqEniId'] }
        : { __typename: 'Instance', vendorId: row['unInstanceId'] },
    createdAt: seen.createdAt,
    vendorFields: pick(row, names),
  };
}
