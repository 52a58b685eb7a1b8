import { describe, expect, it } from 'vitest';
import type {
  InventoryAccount,
  InventoryBackend,
  InventoryListener,
  InventoryLoadBalancer,
} from '../../src/simulator/inventory.js';
import { createSimulator } from '../../src/simulator/simulator.js';
import { tencentBmlb } from '../../src/simulator/tencent/bmlb/tencent-bmlb.js';
import { ownBackends, placesOf } from './listener-places.js';
import { present } from './start-simulator.js';
import { bmlbAccount, dataOf, rowsIn, startBmlb, type Row } from './tencent-bmlb-setup.js';
import { longRegion } from './tencent-long-region.js';

const { ask, truth } = await startBmlb({ seed: 11, account: { regions: ['bj', 'ap-guangzhou'] } });
const inventory = truth();

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;
const utc = (value: unknown): string => new Date(`${String(value).replace(' ', 'T')}+08:00`).toISOString();
const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));

const LIVES = ['CREATING', 'ACTIVE', 'FAILED', 'DELETING', 'FAILED'] as const;
const lifeOf = ({ status }: Row): Pick<InventoryListener, 'status' | 'vendorStatus'> => ({
  status: LIVES[Number(status)] ?? 'UNKNOWN',
  vendorStatus: String(status),
});

/** By the value map and the sheet's field tables, written here by hand. */
function toBackend(row: Row): InventoryBackend {
  const isMachine = row['bindType'] === 0;
  return {
    vendorId: null,
    name: text(row['alias']),
    port: Number(row['rsPort']),
    weight: Number(row['weight']),
    status: 'UNKNOWN',
    vendorStatus: null,
    health: row['status'] === 'Alive' ? 'UP' : row['status'] === 'Dead' ? 'DOWN' : 'UNKNOWN',
    vendorHealth: text(row['status']),
    addresses: [String(row['lanIp'])],
    target: isMachine
      ? { __typename: 'Instance', vendorId: String(row['instanceId']) }
      : { __typename: 'IpTarget', address: String(row['lanIp']) },
    createdAt: null,
    vendorFields: pick(row, ['bindType', 'mgtIp', 'operates']),
  };
}

const headOf = (row: Row) => ({
  vendorId: String(row['listenerId']),
  name: text(row['listenerName']),
  protocol: String(row['protocol']).toUpperCase() as InventoryListener['protocol'],
  ports: [{ from: Number(row['loadBalancerPort']), to: Number(row['loadBalancerPort']) }],
  port: Number(row['loadBalancerPort']),
  scheduler: 'UNKNOWN' as const,
  ...lifeOf(row),
});

const checkOf = (row: Row) => ({
  enabled: row['healthSwitch'] === 1,
  port: null,
  intervalSeconds: Number(row['intervalTime']),
  healthyThreshold: Number(row['healthNum']),
  unhealthyThreshold: Number(row['unhealthNum']),
});

const LAYER4 = [
  ...['bandwidth', 'listenerType', 'customHealthSwitch', 'inputType', 'lineSeparatorType', 'healthRequest'],
  ...['healthResponse', 'toaFlag', 'addTimestamp'],
];

async function walkLayer4(region: string, loadBalancerId: string): Promise<InventoryListener[]> {
  const json = await ask('DescribeBmListeners', { loadBalancerId }, { region });
  return Promise.all(
    rowsIn(json, 'listenerSet').map(async (row): Promise<InventoryListener> => {
      const listenerId = String(row['listenerId']);
      const { data } = await ask('DescribeBmL4ListenerBackends', { loadBalancerId, listenerId }, { region });
      const seconds = Number(row['sessionExpire']);
      return {
        ...headOf(row),
        sessionPersistence:
          seconds === 0 ? null : { type: 'UNKNOWN', cookieName: null, timeoutSeconds: seconds },
        healthCheck: {
          ...checkOf(row),
          ...{ protocol: 'UNKNOWN', path: null, host: null, timeoutSeconds: Number(row['timeOut']) },
        },
        vendorFields: pick(row, LAYER4),
        rules: [],
        backends: (data as Row[]).map(toBackend),
      };
    }),
  );
}

const LAYER7 = ['bandwidth', 'listenerType', 'SSLMode', 'certId', 'certCaId', 'addTimestamp'];

/** Listeners, domains and locations by the deep list, backends of each location by their own call. */
async function walkLayer7(region: string, loadBalancerId: string): Promise<InventoryListener[]> {
  const json = await ask('DescribeBmForwardListenerInfo', { loadBalancerId, ifGetRsInfo: 1 }, { region });
  return Promise.all(
    rowsIn(json, 'listenerSet').map(async (row): Promise<InventoryListener> => {
      const locations = rowsIn(row, 'ruleSet').flatMap((domain) =>
        rowsIn(domain, 'locations').map((location) => ({ domain, location })),
      );
      const rules = locations.map(async ({ domain, location }) => {
        const ids = {
          ...{ loadBalancerId, listenerId: String(row['listenerId']) },
          ...{ domainId: String(domain['domainId']), locationId: String(location['locationId']) },
        };
        const backends = (await ask('DescribeBmLocationBackends', ids, { region }))['data'] as Row[];
        expect(rowsIn(location, 'rsList')).toEqual(
          backends.map(({ operates: _operates, mgtIp: _mgtIp, ...rest }) => rest),
        );
        return {
          vendorId: ids.locationId,
          domain: text(domain['domain']),
          path: text(location['url']),
          healthCheck: {
            ...checkOf(location),
            ...{ protocol: 'HTTP' as const, path: text(location['httpCheckPath']) },
            ...{ host: text(location['httpCheckDomain']), timeoutSeconds: null },
          },
          ...lifeOf(location),
          backends: backends.map(toBackend),
        };
      });
      const told = await Promise.all(rules);
      return {
        ...headOf(row),
        ...{ sessionPersistence: null, healthCheck: null },
        vendorFields: pick(row, LAYER7),
        rules: told,
        backends: told.flatMap(({ backends }) => backends),
      };
    }),
  );
}

const LOAD_BALANCER = [
  ...['statusTime', 'vpcId', 'unSubnetId', 'subnetId', 'projectId', 'latestPayMode', 'payMode', 'bandwidth'],
  ...['tgwSetType', 'ipProtocolType'],
];

async function walkLoadBalancers(region: string): Promise<InventoryLoadBalancer[]> {
  const json = await ask('DescribeBmLoadBalancers', { limit: 100 }, { region });
  return Promise.all(
    rowsIn(json, 'loadBalancerSet').map(async (row): Promise<InventoryLoadBalancer> => {
      const vendorId = String(row['loadBalancerId']);
      const layers = await Promise.all([walkLayer4(region, vendorId), walkLayer7(region, vendorId)]);
      const known = row['status'] === 0 ? 'CREATING' : row['status'] === 1 ? 'ACTIVE' : 'UNKNOWN';
      return {
        ...{ vendorId, region: longRegion(region), zone: null, name: text(row['loadBalancerName']) },
        ...{ status: known, vendorStatus: String(row['status']) },
        scheme: row['loadBalancerType'] === 'open' ? 'PUBLIC' : 'PRIVATE',
        addresses: (row['loadBalancerVips'] as string[]).filter((address) => address !== ''),
        domain: text(row['domain']),
        networkId: text(row['unVpcId']),
        createdAt: utc(row['createTime']),
        tags: null,
        vendorFields: pick(row, LOAD_BALANCER),
        listeners: layers.flat(),
        backends: [],
      };
    }),
  );
}

const MACHINE = [
  ...['vpcId', 'subnetId', 'unVpcId', 'unSubnetId', 'operateStatus', 'osTypeId', 'raidId', 'deadline'],
  ...['autoRenewFlag', 'deviceClass', 'deviceClassCode', 'tagDetail', 'appId', 'projectId', 'isVpcGateway'],
  ...['vpcName', 'subnetName', 'vpcCidrBlock', 'subnetCidrBlock', 'osName', 'osNameDisplay', 'raid'],
  ...['raidDisplay', 'operates'],
];

function statusOf({ deviceStatus, operateStatus }: Row): string {
  const operates: Record<string, string> = {
    ...{ 1: 'RUNNING', 11: 'RUNNING', 12: 'RUNNING', 13: 'RUNNING', 14: 'RUNNING', 15: 'RUNNING' },
    ...{ 3: 'STOPPED', 2: 'MAINTENANCE', 5: 'MAINTENANCE', 7: 'MAINTENANCE', 9: 'MAINTENANCE' },
  };
  const devices: Record<string, string> = {
    ...{ 1: 'PENDING', 2: 'PENDING', 3: 'FAILED', 5: 'FAILED', 6: 'FAILED', 7: 'SUSPENDED', 8: 'SUSPENDED' },
    ...{ 10: 'SUSPENDED', 12: 'TERMINATED', 13: 'TERMINATED', 14: 'SUSPENDED' },
  };
  const known = deviceStatus === '4' ? operates[String(operateStatus)] : devices[String(deviceStatus)];
  return known ?? 'UNKNOWN';
}

async function walkMachines(action: string): Promise<unknown[]> {
  const pages = await Promise.all(
    inventory.regions.map(async (region) =>
      rowsIn(dataOf(await ask(action, { limit: 100 }, { region })), 'deviceList').map((row) => ({
        ...{ vendorId: row['instanceId'], region: longRegion(region) },
        ...{ zone: zoneNames[String(row['zoneId'])] ?? null, name: text(row['alias']) },
        ...{ kind: 'BARE_METAL', status: statusOf(row), vendorStatus: row['deviceStatus'] },
        privateAddresses: [row['lanIp']],
        publicAddresses: [row['wanIp']].filter((address) => address !== ''),
        createdAt: utc(row['deliverTime']),
        vendorFields: pick(row, MACHINE),
      })),
    ),
  );
  return pages.flat();
}

/** Sheet section 2. */
const zoneNames: Readonly<Record<string, string>> = {
  '1000100003': 'ap-guangzhou-bls-1',
  '1000400001': 'ap-shanghai-bls-1',
  '1000800001': 'ap-beijing-bls-1',
  '1000800002': 'ap-beijing-bls-2',
};

describe('the calls tell what the inventory says', () => {
  it('of load balancers with all that is under them, in every region', async () => {
    const walked = await Promise.all(inventory.regions.map(walkLoadBalancers));
    expect(inventory.loadBalancers).toEqual(walked.flat());
  });

  it('of machines, and of those in the recycle bin', async () => {
    expect(inventory.instances).toEqual(await walkMachines('DescribeDevice'));
    expect(inventory.byIdOnly.instances).toEqual(await walkMachines('DescribeDeviceTrash'));
  });

  it('of ports, in the lean list of both layers', async () => {
    for (const { vendorId, region, listeners } of inventory.loadBalancers) {
      const json = await ask(
        'DescribeBmVportInfo',
        { loadBalancerId: vendorId },
        { region: present(region) },
      );
      expect(json['totalCount']).toBe(listeners.length);
      expect(rowsIn(json, 'listenerSet').map(headOf)).toEqual(
        listeners.map(({ vendorId: id, name, protocol, ports, port, scheduler, status, vendorStatus }) => ({
          ...{ vendorId: id, name, protocol, ports, port, scheduler, status, vendorStatus },
        })),
      );
    }
  });

  it('of domains, in the list of the rules of one listener', async () => {
    for (const { vendorId, region, listeners } of inventory.loadBalancers)
      for (const listener of listeners.filter(({ rules }) => rules.length > 0)) {
        const json = await ask(
          'DescribeBmForwardRules',
          { loadBalancerId: vendorId, listenerId: listener.vendorId },
          { region: present(region) },
        );
        const rules = rowsIn(json, 'ruleSet').flatMap(({ domain, locations }) =>
          (locations as Row[]).map(({ locationId, url }) => [domain, url, locationId]),
        );
        expect(rules).toEqual(listener.rules.map((rule) => [rule.domain, rule.path, rule.vendorId]));
      }
  });
});

/** All of one region: that is enough, as totals are per region. */
function inRegion({ loadBalancers }: InventoryAccount, region: string) {
  const own = loadBalancers.filter((row) => row.region === longRegion(region));
  const listeners = own.flatMap((row) => row.listeners);
  const rules = listeners.flatMap((listener) => listener.rules);
  const backends = listeners.flatMap((listener) => listener.backends);
  return { own, listeners, rules, backends };
}

describe('a region', () => {
  it('has exactly the totals of the topology', () => {
    for (const region of inventory.regions) {
      const { own, listeners, rules, backends } = inRegion(inventory, region);
      const layer7 = listeners.filter(({ protocol }) => protocol === 'HTTP' || protocol === 'HTTPS');
      expect([own.length, layer7.length, listeners.length - layer7.length]).toEqual([12, 8, 24]);
      expect(layer7.every((listener) => listener.rules.length === 5)).toBe(true);
      expect([rules.length, backends.length]).toEqual([40, 320]);
      // One address is a virtual machine in each network.
      const virtual = own.flatMap(({ networkId, listeners: lists }) =>
        lists
          .flatMap((listener) => listener.backends)
          .flatMap(({ target }) =>
            target.__typename === 'IpTarget' ? `${String(networkId)} ${target.address}` : [],
          ),
      );
      expect(new Set(virtual).size).toBe(5);
      expect(new Set(virtual.map((each) => each.split(' ')[1])).size).toBe(4);
      expect(inventory.instances.filter((row) => row.region === longRegion(region))).toHaveLength(40);
    }
  });

  it('has machines of one private address in two networks, both bound', () => {
    for (const region of inventory.regions) {
      const { own } = inRegion(inventory, region);
      const machines = inventory.instances.filter((row) => row.region === longRegion(region));
      const pair = machines.filter(({ vendorId, privateAddresses: [address] }) =>
        machines.some((row) => row.vendorId !== vendorId && row.privateAddresses[0] === address),
      );
      expect(new Set(pair.map(({ vendorFields }) => vendorFields['unVpcId'])).size).toBe(2);
      for (const { vendorId, vendorFields, privateAddresses } of pair) {
        const rows = own
          .filter(({ networkId }) => networkId === vendorFields['unVpcId'])
          .flatMap(({ listeners }) => listeners.flatMap(({ backends }) => backends))
          .filter(({ target }) => target.__typename === 'Instance' && target.vendorId === vendorId);
        expect(rows.length).toBeGreaterThan(0);
        for (const { addresses } of rows) expect(addresses).toEqual(privateAddresses);
      }
    }
  });

  it('lists what is bound at a location under its listener, too, location after location', () => {
    const layer7 = inventory.loadBalancers
      .flatMap(({ listeners }) => listeners)
      .filter(({ rules }) => rules.length > 1 && rules.every(({ backends }) => backends.length > 0));
    expect(layer7.length).toBeGreaterThan(0);
    for (const { backends, rules } of layer7)
      expect(backends).toEqual(rules.flatMap((rule) => rule.backends));
  });

  it('has what makes a fleet interesting', () => {
    const { own, listeners, backends } = inRegion(inventory, 'bj');
    const layer4 = listeners.filter(({ rules }) => rules.length === 0);
    expect(Math.max(...layer4.map((listener) => listener.backends.length))).toBe(100);
    expect(layer4.filter((listener) => listener.backends.length === 0)).toHaveLength(1);
    const perOwner = own.map((row) =>
      row.listeners.reduce((sum, listener) => sum + ownBackends(listener).length, 0),
    );
    expect(Math.max(...perOwner)).toBeGreaterThan(100);
    expect(own.some(({ name }) => name === null)).toBe(true);
    expect(own.map(({ status }) => status)).toEqual(expect.arrayContaining(['CREATING', 'UNKNOWN']));
    expect(backends.map(({ vendorHealth }) => vendorHealth)).toContain('Probing');
    const known = [...inventory.instances, ...inventory.byIdOnly.instances].map(({ vendorId }) => vendorId);
    const machines = backends.flatMap(({ target }) =>
      target.__typename === 'Instance' ? target.vendorId : [],
    );
    expect(machines.filter((id) => !known.includes(id))).toHaveLength(1);
    expect(inventory.byIdOnly.instances.some(({ vendorId }) => machines.includes(vendorId))).toBe(true);
  });

  it('keeps to the rules of the vendor', () => {
    for (const { networkId, scheme, listeners, vendorFields } of inventory.loadBalancers) {
      const ports = listeners.map(
        ({ protocol, port }) => `${protocol === 'UDP' ? 'udp' : ''}${String(port)}`,
      );
      expect(new Set(ports).size).toBe(ports.length);
      const layer7 = listeners.filter(({ rules }) => rules.length > 0);
      if (scheme === 'PRIVATE') expect(layer7.every(({ protocol }) => protocol === 'HTTP')).toBe(true);
      if (vendorFields['tgwSetType'] === 'dnat') expect([scheme, layer7]).toEqual(['PUBLIC', []]);
      for (const place of listeners.flatMap(placesOf)) {
        const keys = place.map(({ target, port }) => JSON.stringify([target, port]));
        expect(new Set(keys).size).toBe(keys.length);
      }
      const bound = listeners.flatMap(({ backends }) => backends.map(({ target }) => target));
      const machines = inventory.instances.filter(({ vendorId }) =>
        bound.some((target) => target.__typename === 'Instance' && target.vendorId === vendorId),
      );
      expect(machines.every((row) => row.vendorFields['unVpcId'] === networkId)).toBe(true);
    }
    expect(inventory.loadBalancers.map(({ vendorFields }) => vendorFields['tgwSetType'])).toContain('dnat');
  });
});

describe('a topology', () => {
  const open = (changes: Parameters<typeof bmlbAccount>[0], seed = 1) =>
    createSimulator({ topology: { accounts: [bmlbAccount(changes)] }, seed, vendors: [tencentBmlb] });

  it('gives the same inventory for the same seed, another one for another', () => {
    expect(open({}).inventory()).toEqual(open({}).inventory());
    expect(open({}, 2).inventory()).not.toEqual(open({}).inventory());
  });

  it.each([
    [{ listeners: 601 }, 'accounts[0].listeners: at most 600'],
    [{ l7Listeners: 601 }, 'accounts[0].l7Listeners: at most 600'],
    [{ rulesPerL7Listener: 5001 }, 'accounts[0].rulesPerL7Listener: at most 5000'],
    [{ listeners: 1, l7Listeners: 0, backends: 256 }, 'accounts[0].backends: too many'],
    [{ application: 1 }, 'accounts[0].application: TENCENT_BMLB has none'],
    [{ routers: 1 }, 'accounts[0].routers: TENCENT_BMLB has none'],
    [{ profile: 'cn-2018' }, 'accounts[0].profile: '],
    [{ regions: ['hk'] }, 'accounts[0].regions[0]: must be one of'],
    [{ regions: ['bj', 'ap-beijing'] }, 'accounts[0].regions[1]: "ap-beijing" is the same region as "bj"'],
  ])('that breaks a limit is refused: %j', (changes, message) => {
    expect(() => open(changes)).toThrow(message);
  });

  it.each([
    { loadBalancers: 0, listeners: 0, l7Listeners: 0, backends: 0, instances: 0, vmIps: 0 },
    { loadBalancers: 1, listeners: 1, l7Listeners: 0, backends: 255, instances: 1, vmIps: 0 },
    { loadBalancers: 2, listeners: 0, l7Listeners: 3, rulesPerL7Listener: 1, backends: 7, instances: 1 },
    { loadBalancers: 40, listeners: 120, l7Listeners: 80, rulesPerL7Listener: 5, backends: 900 },
  ])('of any size is kept to: %j', (changes) => {
    const [account] = open(changes).inventory().accounts;
    const { own, listeners, backends } = inRegion(present(account), 'bj');
    expect([own.length, listeners.length, backends.length]).toEqual([
      changes.loadBalancers,
      changes.listeners + changes.l7Listeners,
      changes.backends,
    ]);
    if (changes.loadBalancers === 40)
      for (const row of own) expect(row.listeners.map(({ rules }) => rules.length)).toEqual([0, 0, 0, 5, 5]);
  });
});
