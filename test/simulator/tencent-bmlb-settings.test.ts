import { beforeEach, describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { dataOf, list, mixed, rowsIn, startBmlb, type Row } from './tencent-bmlb-setup.js';

let now = 1_800_000_000_000;
const { simulator, ask, truth } = await startBmlb({
  seed: 7,
  clock: () => now,
  budgets: new Map([['TENCENT_BMLB', [{ calls: 30, seconds: 1 }]]]),
});

const { loadBalancers, instances } = truth();
const loadBalancer = mixed(loadBalancers);
const loadBalancerId = loadBalancer.vendorId;
const layer4 = present(loadBalancer.listeners.find(({ rules }) => rules.length === 0));
const layer7 = present(loadBalancer.listeners.find(({ rules }) => rules.length > 0));
const location = present(layer7.rules[0]);
const { vendorId: creatingId } = present(loadBalancers.find(({ status }) => status === 'CREATING'));
const { vendorId: internalId } = present(loadBalancers.find(({ domain }) => domain === null));
const manyIds = list(
  'instanceIds',
  Array.from({ length: 21 }, (_, index) => `cpm-${index}`),
);

beforeEach(() => {
  now += 60_000;
  simulator.putSettings(
    Object.fromEntries(simulator.settings().map(({ name, values }) => [name, values[0] ?? ''])),
  );
});

const codeOf = async (action: string, params: Record<string, string | number> = {}): Promise<unknown> =>
  (await ask(action, params))['code'];
const loadBalancerRow = async (id: string): Promise<Row> =>
  present(rowsIn(await ask('DescribeBmLoadBalancers', { 'loadBalancerIds.0': id }), 'loadBalancerSet')[0]);
const layer4Rows = async (more: Row = {}): Promise<Row[]> =>
  rowsIn(
    await ask('DescribeBmL4ListenerBackends', {
      ...{ loadBalancerId, listenerId: layer4.vendorId },
      ...(more as Record<string, string>),
    }),
    'data',
  );
const machineRow = async (): Promise<Row> =>
  present(rowsIn(dataOf(await ask('DescribeDevice', { limit: 1 })), 'deviceList')[0]);
const locationsOf = async (params: Record<string, string | number> = {}): Promise<Row[]> =>
  rowsIn(await ask('DescribeBmForwardListenerInfo', { loadBalancerId, ...params }), 'listenerSet')
    .flatMap((listener) => rowsIn(listener, 'ruleSet'))
    .flatMap((domain) => rowsIn(domain, 'locations'));
const treeRow = async (): Promise<Row> =>
  present((await locationsOf({ ifGetRsInfo: 1 })).flatMap((row) => rowsIn(row, 'rsList'))[0]);
const locationRows = async (): Promise<number> => {
  const [domain] = rowsIn(
    await ask('DescribeBmForwardRules', { loadBalancerId, listenerId: layer7.vendorId }),
    'ruleSet',
  );
  const ids = { listenerId: layer7.vendorId, domainId: String(domain?.['domainId']) };
  const json = await ask('DescribeBmLocationBackends', {
    ...{ loadBalancerId, ...ids, locationId: location.vendorId },
  });
  return rowsIn(json, 'data').length;
};
const targetOf = (index: number): string => {
  const { target } = present(layer4.backends[index]);
  return target.__typename === 'IpTarget' ? target.address : target.vendorId;
};
const isFound = async (searchKey: string, target: string): Promise<boolean> => {
  const params = { loadBalancerId, searchKey, 'instanceIds.0': target };
  return rowsIn(await ask('DescribeBmListenerInfo', params), 'listenerSet').length > 0;
};

/** All backends of the account, with the row that tells each. */
async function allRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { vendorId, listeners } of loadBalancers)
    for (const { vendorId: listenerId, rules } of listeners.slice(0, 2)) {
      now += 1000;
      if (rules.length > 0) continue;
      const json = await ask('DescribeBmL4ListenerBackends', { loadBalancerId: vendorId, listenerId });
      rows.push(...rowsIn(json, 'data'));
    }
  return rows;
}

/** A backend of layer 4 whose health nobody checks, and its row. */
const unchecked = present(
  loadBalancers
    .flatMap(({ vendorId, listeners }) => listeners.map((row) => ({ vendorId, row })))
    .find(({ row }) => row.healthCheck?.enabled === false && row.backends.length > 0),
);
const uncheckedStatus = async (): Promise<unknown[]> => {
  const ids = { loadBalancerId: unchecked.vendorId, listenerId: unchecked.row.vendorId };
  const row = present(rowsIn(await ask('DescribeBmL4ListenerBackends', ids), 'data')[0]);
  const backend = truth()
    .loadBalancers.flatMap(({ listeners }) => listeners)
    .find(({ vendorId }) => vendorId === unchecked.row.vendorId)?.backends[0];
  return ['status' in row ? row['status'] : 'absent', backend?.health, backend?.vendorHealth];
};

const virtual = present(layer4.backends.find(({ target }) => target.__typename === 'IpTarget'));
const virtualPair = {
  'backends.0.instanceId': present(virtual.addresses?.[0]),
  'backends.0.port': String(virtual.port),
};
const bindings = async (): Promise<Row> => ask('DescribeBmBindInfo', { 'instanceIds.0': targetOf(0) });
const boundListener = async (): Promise<Row> => {
  const params = { 'instanceIds.0': targetOf(0), unVpcId: loadBalancer.networkId ?? '' };
  const sets = rowsIn(await ask('DescribeBmBindInfo', params), 'loadBalancerSet');
  return present(sets.flatMap((row) => rowsIn(row, 'L4ListenerSet'))[0]);
};

/** By setting: its value, what is asked, what that gives, and what it gives by default. */
const table: readonly [string, string, () => Promise<unknown>, unknown, unknown][] = [
  ['ids-maximum', '20', () => codeOf('DescribeDevice', manyIds), 4000, 0],
  ['ids-maximum', '100', () => codeOf('DescribeDevice', manyIds), 0, 0],
  [
    'id-paging',
    'whole',
    async () => {
      const ids = instances.slice(0, 25).map(({ vendorId }) => vendorId);
      return rowsIn(dataOf(await ask('DescribeDevice', list('instanceIds', ids))), 'deviceList').length;
    },
    25,
    20,
  ],
  [
    'unknown-parent',
    'empty',
    async () => (await ask('DescribeBmL4ListenerBackends', { loadBalancerId, listenerId: 'lbl-x' }))['data'],
    [],
    undefined,
  ],
  [
    'unknown-load-balancer',
    'empty',
    async () => (await ask('DescribeBmForwardListeners', { loadBalancerId: 'lb-x' }))['listenerSet'],
    [],
    undefined,
  ],
  [
    'unknown-load-balancer',
    'empty',
    () => codeOf('DescribeBmListeners', { loadBalancerId: 'lb-x' }),
    5000,
    5000,
  ],
  ['outer-code', 'module', () => codeOf('DescribeBmListeners', { loadBalancerId: 'lb-x' }), 11041, 5000],
  ['outer-code', 'module', () => codeOf('DescribeDevice', { limit: 0 }), 10001, 4000],
  ['missing-resource', '4000', () => codeOf('DescribeBmListeners', { loadBalancerId: 'lb-x' }), 4000, 5000],
  [
    'name-filter',
    'fuzzy',
    async () => {
      const name = present(loadBalancers.find((row) => row.name)?.name).slice(1);
      return (await ask('DescribeBmLoadBalancers', { loadBalancerName: name }))['totalCount'];
    },
    1,
    0,
  ],
  ['listener-search', 'or', () => isFound('no-such-name', targetOf(0)), true, false],
  [
    'searched-tree',
    'pruned',
    async () => {
      const { target } = present(location.backends[0]);
      const id = target.__typename === 'IpTarget' ? target.address : target.vendorId;
      const rows = await locationsOf({ ifGetRsInfo: 1, 'instanceIds.0': id });
      const found = rows.flatMap((row) => rowsIn(row, 'rsList'));
      return found.every((row) => [row['instanceId'], row['lanIp']].includes(id));
    },
    true,
    false,
  ],
  ['unfolded-tree', 'empty', async () => (await locationsOf())[0]?.['rsList'], [], undefined],
  [
    'tree-check-domain',
    'absent',
    async () => 'httpCheckDomain' in present((await locationsOf())[0]),
    false,
    true,
  ],
  ['tree-bind-type', 'absent', async () => 'bindType' in (await treeRow()), false, true],
  ['bind-network', 'all', async () => (await bindings())['code'], 0, 4000],
  ['bind-listener-name', 'present', async () => 'listenerName' in (await boundListener()), true, false],
  [
    'example-totals',
    'absent',
    async () => {
      const params = { loadBalancerId, listenerId: layer7.vendorId };
      const calls = ['DescribeBmVportInfo', 'DescribeBmForwardListeners', 'DescribeBmForwardListenerInfo'];
      const answers = [...calls, 'DescribeBmForwardRules', 'DescribeBmListeners'].map((name) =>
        ask(name, params),
      );
      return (await Promise.all(answers)).map((json) => 'totalCount' in json);
    },
    [false, false, false, false, true],
    [true, true, true, true, true],
  ],
  ['unchecked-health', 'Alive', uncheckedStatus, ['Alive', 'UP', 'Alive'], ['', 'UNKNOWN', null]],
  ['unchecked-health', 'Dead', uncheckedStatus, ['Dead', 'DOWN', 'Dead'], ['', 'UNKNOWN', null]],
  ['unchecked-health', 'absent', uncheckedStatus, ['absent', 'UNKNOWN', null], ['', 'UNKNOWN', null]],
  [
    'hosted-backends',
    'present',
    async () => {
      const rows = (await allRows()).filter((row) => row['bindType'] === 2);
      return [rows.length > 0, rows.every((row) => String(row['instanceId']).startsWith('chm-'))];
    },
    [true, true],
    [false, true],
  ],
  [
    'hosted-backends',
    'present',
    () => {
      const listeners = truth().loadBalancers.flatMap((row) => row.listeners);
      const targets = listeners.flatMap(({ backends }) => backends.map(({ target }) => target));
      return Promise.resolve(targets.some(({ __typename }) => __typename === 'UnknownTarget'));
    },
    true,
    false,
  ],
  ['address-filter', 'nothing', async () => (await layer4Rows(virtualPair)).length, 0, 1],
  [
    'virtual-fields',
    'empty',
    async () => {
      const [row] = await layer4Rows(virtualPair);
      return [row?.['instanceId'], row?.['alias'], row?.['operates']];
    },
    ['', '', []],
    [undefined, undefined, undefined],
  ],
  [
    'backend-numbers',
    'string',
    async () => {
      const [row] = await layer4Rows();
      return [row?.['rsPort'], row?.['weight']];
    },
    [String(layer4.backends[0]?.port), `${String(layer4.backends[0]?.weight)} `],
    [layer4.backends[0]?.port, layer4.backends[0]?.weight],
  ],
  [
    'creating-row',
    'empty-address-and-type',
    async () => {
      const row = await loadBalancerRow(creatingId);
      const told = truth().loadBalancers.find(({ vendorId }) => vendorId === creatingId);
      return [
        row['loadBalancerVips'],
        row['loadBalancerType'] === '',
        told?.scheme === 'UNKNOWN',
        told?.addresses,
      ];
    },
    [[''], true, true, []],
    [[''], false, false, []],
  ],
  [
    'creating-row',
    'no-address',
    async () => (await loadBalancerRow(creatingId))['loadBalancerVips'],
    [],
    [''],
  ],
  ['internal-domain', 'absent', async () => (await loadBalancerRow(internalId))['domain'], undefined, ''],
  [
    'ip-protocol-type',
    'absent',
    async () => {
      const told = present(truth().loadBalancers[0]).vendorFields['ipProtocolType'];
      return [(await loadBalancerRow(loadBalancerId))['ipProtocolType'], told];
    },
    [undefined, undefined],
    ['ipv4', 'ipv4'],
  ],
  [
    'custom-checks',
    'absent',
    async () => {
      const [row] = rowsIn(await ask('DescribeBmListeners', { loadBalancerId }), 'listenerSet');
      const told = present(truth().loadBalancers[0]?.listeners[0]).vendorFields;
      return ['toaFlag' in present(row), 'healthRequest' in told];
    },
    [false, false],
    [true, true],
  ],
  [
    'machine-numbers',
    'number',
    async () => {
      const row = await machineRow();
      const told = present(truth().instances[0]).vendorFields;
      return [typeof row['deviceStatus'], typeof row['vpcId'], typeof told['operateStatus']];
    },
    ['number', 'number', 'number'],
    ['string', 'string', 'string'],
  ],
  [
    'machine-extras',
    'absent',
    async () => {
      const told = present(truth().instances[0]);
      return ['zoneId' in (await machineRow()), told.zone === null, 'appId' in told.vendorFields];
    },
    [false, true, false],
    [true, false, true],
  ],
  [
    'row-order',
    'newest-first',
    async () => {
      const rows = rowsIn(await ask('DescribeBmLoadBalancers'), 'loadBalancerSet');
      return rows[0]?.['loadBalancerId'];
    },
    loadBalancers.at(-1)?.vendorId,
    loadBalancers[0]?.vendorId,
  ],
];

describe('settings', () => {
  it.each(table)('%s: %s', async (name, value, observe, changed, usual) => {
    expect(await observe()).toEqual(usual);
    simulator.putSettings({ [`tencent-bmlb.${name}`]: value });
    now += 1000;
    expect(await observe()).toEqual(changed);
  });

  it('gives a location in pages where the vendor does so unasked', async () => {
    const parentId = location.vendorId;
    const made = Array.from({ length: 25 }, () =>
      simulator.mutate({ op: 'insert', account: 'bm', region: 'bj', kind: 'backend', parentId }),
    );
    expect(await locationRows()).toBe(location.backends.length + made.length);
    simulator.putSettings({ 'tencent-bmlb.location-page': '20' });
    expect(await locationRows()).toBe(20);
    for (const { vendorId: id } of made)
      simulator.mutate({ op: 'remove', account: 'bm', region: 'bj', kind: 'backend', id });
  });

  it('are all named, with the section of the sheet, and all but one of them here', () => {
    const own = simulator.settings().filter(({ name }) => name.startsWith('tencent-bmlb.'));
    expect(own.every(({ sheet, meaning }) => sheet.startsWith('tencent-bmlb-v2 ') && meaning !== '')).toBe(
      true,
    );
    const tried = new Set(table.map(([name]) => `tencent-bmlb.${name}`));
    const untried = own.map(({ name }) => name).filter((name) => !tried.has(name));
    expect(untried).toEqual(['tencent-bmlb.location-page']);
  });
});

describe('a quota', () => {
  it('is refused with 4400 by name, and does not count what was refused before', async () => {
    now += 5000;
    const codes = await Promise.all(Array.from({ length: 32 }, () => codeOf('DescribeBmLoadBalancers')));
    expect(codes.filter((code) => code === 4400)).toHaveLength(2);
    expect((await ask('DescribeBmLoadBalancers'))['codeDesc']).toBe('RequestLimitExceeded');
    now += 5000;
    expect(await codeOf('DescribeBmLoadBalancers')).toBe(0);
  });
});
