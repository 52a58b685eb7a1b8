import { describe, expect, it } from 'vitest';
import type {
  InventoryBackend,
  InventoryListener,
  InventoryLoadBalancer,
} from '../../src/simulator/inventory.js';
import { createSimulator } from '../../src/simulator/simulator.js';
import { tencentBmlb } from '../../src/simulator/tencent/bmlb/tencent-bmlb.js';
import { present } from './start-simulator.js';
import { bmlbAccount, rowsIn, type Row } from './tencent-bmlb-setup.js';
import { startModernBmlb } from './tencent-bmlb-v3-setup.js';

const account = { regions: ['bj', 'ap-guangzhou'] };
const regions = ['ap-beijing', 'ap-guangzhou'];
const { ask, askModern, truth, simulator } = await startModernBmlb({ seed: 11, account });

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;
const utc = (value: unknown): string => new Date(`${String(value).replace(' ', 'T')}+08:00`).toISOString();
const without = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

const LIVES = ['CREATING', 'ACTIVE', 'FAILED', 'DELETING', 'FAILED'] as const;
const lifeOf = ({ Status }: Row): Pick<InventoryListener, 'status' | 'vendorStatus'> => ({
  status: LIVES[Number(Status)] ?? 'UNKNOWN',
  vendorStatus: String(Status),
});

/** By the value map and the field tables, written here by hand: what is no field of the schema is a field of the vendor. */
function toBackend(row: Row): InventoryBackend {
  const isMachine = row['BindType'] === 0;
  return {
    vendorId: null,
    name: text(row['Alias']),
    port: Number(row['Port']),
    weight: Number(row['Weight']),
    status: 'UNKNOWN',
    vendorStatus: null,
    health: row['Status'] === 'Alive' ? 'UP' : row['Status'] === 'Dead' ? 'DOWN' : 'UNKNOWN',
    vendorHealth: text(row['Status']),
    addresses: [String(row['LanIp'])],
    target: isMachine
      ? { __typename: 'Instance', vendorId: String(row['InstanceId']) }
      : { __typename: 'IpTarget', address: String(row['LanIp']) },
    createdAt: null,
    vendorFields: without(row, ['InstanceId', 'Alias', 'Port', 'Weight', 'Status', 'LanIp']),
  };
}

const HEAD = ['ListenerId', 'ListenerName', 'Protocol', 'LoadBalancerPort', 'Status'];
const CHECKS = ['SessionExpire', 'HealthSwitch', 'TimeOut', 'IntervalTime', 'HealthNum', 'UnhealthNum'];

const headOf = (row: Row) => ({
  vendorId: String(row['ListenerId']),
  name: text(row['ListenerName']),
  protocol: String(row['Protocol']).toUpperCase() as InventoryListener['protocol'],
  ports: [{ from: Number(row['LoadBalancerPort']), to: Number(row['LoadBalancerPort']) }],
  port: Number(row['LoadBalancerPort']),
  scheduler: 'UNKNOWN' as const,
  ...lifeOf(row),
});

const checkOf = (row: Row) => ({
  enabled: row['HealthSwitch'] === 1,
  port: null,
  intervalSeconds: Number(row['IntervalTime']),
  healthyThreshold: Number(row['HealthNum']),
  unhealthyThreshold: Number(row['UnhealthNum']),
});

async function walkLayer4(region: string, LoadBalancerId: string): Promise<InventoryListener[]> {
  const json = await askModern('DescribeL4Listeners', { LoadBalancerId }, { region });
  return Promise.all(
    rowsIn(json, 'ListenerSet').map(async (row): Promise<InventoryListener> => {
      const { ListenerId } = row;
      const bound = await askModern('DescribeL4Backends', { LoadBalancerId, ListenerId }, { region });
      const timeoutSeconds = Number(row['SessionExpire']);
      return {
        ...headOf(row),
        sessionPersistence:
          timeoutSeconds === 0 ? null : { type: 'UNKNOWN', cookieName: null, timeoutSeconds },
        healthCheck: {
          ...checkOf(row),
          ...{ protocol: 'UNKNOWN', path: null, host: null, timeoutSeconds: Number(row['TimeOut']) },
        },
        vendorFields: without(row, [...HEAD, ...CHECKS]),
        rules: [],
        backends: rowsIn(bound, 'BackendSet').map(toBackend),
      };
    }),
  );
}

async function walkLayer7(region: string, LoadBalancerId: string): Promise<InventoryListener[]> {
  const json = await askModern('DescribeL7ListenerInfo', { LoadBalancerId, IfGetBackendInfo: 1 }, { region });
  return Promise.all(
    rowsIn(json, 'ListenerSet').map(async (row): Promise<InventoryListener> => {
      const rules = rowsIn(row, 'RuleSet').flatMap((domain) =>
        rowsIn(domain, 'LocationSet').map(async (location) => {
          const { ListenerId } = row;
          const { DomainId } = domain;
          const { LocationId } = location;
          const path = { LoadBalancerId, ListenerId, DomainId, LocationId };
          const bound = rowsIn(await askModern('DescribeL7Backends', path, { region }), 'BackendSet');
          expect(rowsIn(location, 'BackendSet')).toEqual(
            bound.map((each) => without(each, ['MgtIp', 'Operates'])),
          );
          return {
            vendorId: String(LocationId),
            domain: text(domain['Domain']),
            path: text(location['Url']),
            healthCheck: {
              ...checkOf(location),
              ...{ protocol: 'HTTP' as const, path: text(location['HttpCheckPath']) },
              ...{ host: text(location['HttpCheckDomain']), timeoutSeconds: null },
            },
            ...lifeOf(location),
            backends: bound.map(toBackend),
          };
        }),
      );
      const told = await Promise.all(rules);
      return {
        ...headOf(row),
        ...{ sessionPersistence: null, healthCheck: null },
        vendorFields: without(row, [...HEAD, 'RuleSet']),
        rules: told,
        backends: told.flatMap(({ backends }) => backends),
      };
    }),
  );
}

const SCHEMES: Readonly<Record<string, InventoryLoadBalancer['scheme']>> = {
  open: 'PUBLIC',
  internal: 'PRIVATE',
};

async function walkLoadBalancers(region: string): Promise<InventoryLoadBalancer[]> {
  const json = await askModern('DescribeLoadBalancers', { Limit: 100 }, { region });
  return Promise.all(
    rowsIn(json, 'LoadBalancerSet').map(async (row): Promise<InventoryLoadBalancer> => {
      const vendorId = String(row['LoadBalancerId']);
      const layers = await Promise.all([walkLayer4(region, vendorId), walkLayer7(region, vendorId)]);
      const known = row['Status'] === 0 ? 'CREATING' : row['Status'] === 1 ? 'ACTIVE' : 'UNKNOWN';
      return {
        ...{ vendorId, region, zone: null, name: text(row['LoadBalancerName']) },
        ...{ status: known, vendorStatus: String(row['Status']) },
        scheme: SCHEMES[String(row['LoadBalancerType'])] ?? 'UNKNOWN',
        addresses: (row['LoadBalancerVips'] as string[]).filter((address) => address !== ''),
        domain: text(row['Domain']),
        networkId: text(row['VpcId']),
        createdAt: utc(row['CreateTime']),
        tags: null,
        vendorFields: without(row, [
          ...['LoadBalancerId', 'LoadBalancerName', 'LoadBalancerType', 'LoadBalancerVips'],
          ...['Status', 'Domain', 'VpcId', 'CreateTime'],
        ]),
        listeners: layers.flat(),
        backends: [],
      };
    }),
  );
}

function statusOf({ DeviceStatus, OperateStatus }: Row): string {
  const operates: Record<string, string> = {
    ...{ 1: 'RUNNING', 11: 'RUNNING', 12: 'RUNNING', 13: 'RUNNING', 14: 'RUNNING', 15: 'RUNNING' },
    ...{ 3: 'STOPPED', 2: 'MAINTENANCE', 5: 'MAINTENANCE', 7: 'MAINTENANCE', 9: 'MAINTENANCE' },
  };
  const devices: Record<string, string> = {
    ...{ 1: 'PENDING', 2: 'PENDING', 3: 'FAILED', 5: 'FAILED', 6: 'FAILED', 7: 'SUSPENDED', 8: 'SUSPENDED' },
    ...{ 10: 'SUSPENDED', 12: 'TERMINATED', 13: 'TERMINATED', 14: 'SUSPENDED' },
  };
  const known = DeviceStatus === 4 ? operates[String(OperateStatus)] : devices[String(DeviceStatus)];
  return known ?? 'UNKNOWN';
}

async function walkMachines(region: string): Promise<Row[]> {
  const json = await askModern('DescribeDevices', { Offset: 0, Limit: 100 }, { region });
  return rowsIn(json, 'DeviceInfoSet').map((row) => ({
    ...{ vendorId: row['InstanceId'], region, zone: text(row['Zone']), name: text(row['Alias']) },
    ...{ kind: 'BARE_METAL', status: statusOf(row), vendorStatus: String(row['DeviceStatus']) },
    privateAddresses: [row['LanIp']],
    publicAddresses: [row['WanIp']].filter((address) => address !== ''),
    createdAt: utc(row['DeliverTime']),
    vendorFields: without(row, [
      ...['InstanceId', 'Zone', 'Alias', 'DeviceStatus', 'LanIp', 'WanIp', 'DeliverTime'],
    ]),
  }));
}

describe('the calls tell what the inventory of an account of this dialect says', () => {
  it('of load balancers with all that is under them, in every region', async () => {
    const walked = await Promise.all(regions.map(walkLoadBalancers));
    expect(walked.flat().some(({ scheme, domain }) => scheme === 'UNKNOWN' && domain === null)).toBe(true);
    expect(truth().loadBalancers).toEqual(walked.flat());
  });

  it('of machines, none of which is found by its id alone', async () => {
    const walked = await Promise.all(regions.map(walkMachines));
    expect(truth().instances).toEqual(walked.flat());
    expect(truth().byIdOnly.instances).toEqual([]);
  });

  it('of ports, in the lean list of both layers', async () => {
    for (const { vendorId, region, listeners } of truth().loadBalancers) {
      const params = { LoadBalancerId: vendorId };
      const json = await askModern('DescribeLoadBalancerPortInfo', params, { region: present(region) });
      expect(rowsIn(json, 'ListenerSet').map(headOf)).toEqual(
        listeners.map(({ vendorId: id, name, protocol, ports, port, scheduler, status, vendorStatus }) => ({
          ...{ vendorId: id, name, protocol, ports, port, scheduler, status, vendorStatus },
        })),
      );
    }
  });

  it('of domains and locations, in the list of the rules of one listener', async () => {
    for (const { vendorId, region, listeners } of truth().loadBalancers)
      for (const listener of listeners.filter(({ rules }) => rules.length > 0)) {
        const params = { LoadBalancerId: vendorId, ListenerId: listener.vendorId };
        const json = await askModern('DescribeL7Rules', params, { region: present(region) });
        const rules = rowsIn(json, 'RuleSet').flatMap(({ Domain, LocationSet }) =>
          (LocationSet as Row[]).map(({ LocationId, Url }) => [Domain, Url, LocationId]),
        );
        expect(rules).toEqual(listener.rules.map((rule) => [rule.domain, rule.path, rule.vendorId]));
      }
  });

  it('of where a machine is bound, in every network', async () => {
    const [{ region } = { region: null }] = truth().loadBalancers;
    const own = truth().loadBalancers.filter((row) => row.region === region);
    for (const VpcId of new Set(own.map(({ networkId }) => present(networkId)))) {
      const places = own
        .filter(({ networkId }) => networkId === VpcId)
        .flatMap((row) =>
          row.listeners.flatMap((listener) =>
            [{ vendorId: listener.vendorId, backends: listener.rules.length > 0 ? [] : listener.backends }]
              .concat(listener.rules)
              .flatMap((place) =>
                place.backends.map(({ target, port }) => {
                  const id = target.__typename === 'IpTarget' ? target.address : target.vendorId;
                  return [row.vendorId, place.vendorId, id, port].join(' ');
                }),
              ),
          ),
        );
      const InstanceIds = [...new Set(places.map((place) => place.split(' ')[2]))];
      const json = await askModern(
        'DescribeDevicesBindInfo',
        { VpcId, InstanceIds },
        { region: present(region) },
      );
      const told = rowsIn(json, 'LoadBalancerSet').flatMap((row) => [
        ...rowsIn(row, 'L4ListenerSet').flatMap((listener) =>
          rowsIn(listener, 'BackendSet').map((bound) => [row, listener['ListenerId'], bound] as const),
        ),
        ...rowsIn(row, 'L7ListenerSet')
          .flatMap((listener) => rowsIn(listener, 'RuleSet'))
          .flatMap((domain) => rowsIn(domain, 'LocationSet'))
          .flatMap((location) =>
            rowsIn(location, 'BackendSet').map((bound) => [row, location['LocationId'], bound] as const),
          ),
      ]);
      expect(
        told.map(([row, place, bound]) =>
          [row['LoadBalancerId'], place, bound['InstanceId'], bound['Port']].join(' '),
        ),
      ).toEqual(places);
    }
  });
});

/** What both dialects tell alike: without the vendor's own values, and a load balancer that is being made. */
const ALIKE = (key: string, value: unknown): unknown => (key === 'vendorFields' ? undefined : value);

describe('one fleet in two dialects', () => {
  const inventoryOf = (api: string) =>
    present(
      createSimulator({
        vendors: [tencentBmlb],
        topology: { seed: 11, accounts: [bmlbAccount({ ...account, api })] },
      }).inventory('bm').accounts[0],
    );

  it('holds the same rows whichever an account is of', () => {
    simulator.putSettings({ 'tencent-bmlb-v3.creating-row': 'empty-address' });
    const { api: older, byIdOnly: _trash, ...before } = inventoryOf('v2');
    const { api: newer, byIdOnly: _none, ...after } = present(simulator.inventory('bm').accounts[0]);
    simulator.putSettings({ 'tencent-bmlb-v3.creating-row': 'as-example' });
    expect([older, newer]).toEqual(['v2', 'v3']);
    expect(JSON.stringify(after, ALIKE)).toBe(JSON.stringify(before, ALIKE));
  });

  it('is asked in either by the same key', async () => {
    const classic = await ask('DescribeBmLoadBalancers', { limit: 100 });
    const modern = await askModern('DescribeLoadBalancers', { Limit: 100 });
    expect(rowsIn(modern, 'LoadBalancerSet').map((row) => row['LoadBalancerId'])).toEqual(
      rowsIn(classic, 'loadBalancerSet').map((row) => row['loadBalancerId']),
    );
  });

  it('shows a mutation in both', async () => {
    const id = simulator.mutate({ op: 'insert', account: 'bm', region: 'bj', kind: 'loadBalancer' }).vendorId;
    const classic = await ask('DescribeBmLoadBalancers', { 'loadBalancerIds.0': present(id) });
    const modern = await askModern('DescribeLoadBalancers', { LoadBalancerIds: [id] });
    expect([classic['totalCount'], modern['TotalCount']]).toEqual([1, 1]);
    simulator.mutate({ op: 'remove', account: 'bm', region: 'bj', kind: 'loadBalancer', id: present(id) });
    expect((await askModern('DescribeLoadBalancers', { LoadBalancerIds: [id] }))['TotalCount']).toBe(0);
  });
});
