import type {
  InventoryAccount,
  InventoryInstance,
  InventoryLoadBalancer,
} from '../../src/simulator/inventory.js';
import type { Topology } from '../../src/simulator/simulator.js';

export type List = 'loadBalancers' | 'instances';
export type Row = InventoryLoadBalancer | InventoryInstance;
export type Filter = Readonly<Record<string, unknown>>;

/** A filter of a list, what it is to leave, and in how many calls. */
export interface Case {
  readonly list: List;
  readonly filter: Filter;
  readonly isWanted: (row: Row) => boolean;
  /**
   * Rows that the vendor's own parameter leaves where that may be more than what is wanted: all of them have to be read, to see which
   * are. Left out where it leaves the very same rows: then as many are read as are asked for.
   */
  readonly leaves?: (row: Row) => boolean;
}

type Account = Topology['accounts'][number];
type Sizes = Pick<Account, 'regions' | 'loadBalancers' | 'instances'> & Partial<Account>;

const account = (provider: string, sizes: Sizes): Account => ({
  ...{ id: 'a', provider, api: provider === 'QINGCLOUD' ? 'v1' : 'v2', listeners: 0, backends: 0 },
  ...sizes,
});

const hasId = (ids: readonly string[]) => (row: Row) => ids.includes(row.vendorId);
const hasName = (name: string) => (row: Row) => row.name === name;
const nameHolds = (name: string) => (row: Row) => row.name?.includes(name) ?? false;
const hasStatus = (status: string) => (row: Row) => row.status === status;
const addressesOf = (row: Row) =>
  'addresses' in row ? row.addresses : [...row.privateAddresses, ...row.publicAddresses];
const hasAddress = (address: string) => (row: Row) => addressesOf(row).includes(address);
const hasScheme = (scheme: string) => (row: Row) => 'scheme' in row && row.scheme === scheme;

const isEmpty = (row: Row) =>
  'listeners' in row && [row, ...row.listeners].every(({ backends }) => backends.length === 0);

function first<T>(rows: readonly T[], isIt: (row: T) => boolean): T {
  const found = rows.find(isIt);
  if (found === undefined) throw new Error('the fleet has no such row');
  return found;
}

/** By the ids of some rows, from everywhere in the list: no more than the smallest maximum. */
function byIds(list: List, rows: readonly Row[], { compared }: { readonly compared: boolean }): Case {
  const ids = rows.filter((_row, at) => [7, 9].includes(at % 40)).map(({ vendorId }) => vendorId);
  const isWanted = hasId(ids);
  const filter = { vendorId: ids };
  return compared ? { list, filter, isWanted, leaves: isWanted } : { list, filter, isWanted };
}

function byName(list: List, rows: readonly Row[], exact = false): Case {
  const name = first(rows, (row) => /^[a-z0-9-]+$/.test(row.name ?? '')).name ?? '';
  const plain = { list, filter: { name: [name] }, isWanted: hasName(name) };
  return exact ? plain : { ...plain, leaves: nameHolds(name) };
}

/** Together with a field that the vendor takes alone: how several combine is documented nowhere, so it is compared. */
function both({ list, filter, isWanted }: Case, more: Filter, isIt: Case['isWanted']): Case {
  return {
    list,
    filter: { ...filter, ...more },
    isWanted: (row) => isWanted(row) && isIt(row),
    leaves: isWanted,
  };
}

function byTag(loadBalancers: readonly InventoryLoadBalancer[]): Case {
  const [tag = { key: '', value: '' }] =
    first(loadBalancers, ({ tags }) => (tags ?? []).length > 0).tags ?? [];
  const hasTag = (row: Row) =>
    'tags' in row && (row.tags ?? []).some(({ key, value }) => key === tag.key && value === tag.value);
  return { list: 'loadBalancers', filter: { tag: [tag] }, isWanted: hasTag, leaves: hasTag };
}

const clbSizes = {
  ...{ regions: ['ap-guangzhou'], loadBalancers: 320, application: 160, instances: 260 },
  ...{ listeners: 150, backends: 300 },
};
const bmlbSizes = { regions: ['ap-guangzhou'], loadBalancers: 320, instances: 260 };

/** What both versions of the API take. */
function ofClb(
  loadBalancers: readonly InventoryLoadBalancer[],
  instances: readonly InventoryInstance[],
): readonly Case[] {
  const { addresses } = first(loadBalancers, (row) => row.addresses.length > 0);
  return [
    byIds('loadBalancers', loadBalancers, { compared: true }),
    byIds('instances', instances, { compared: true }),
    byName('loadBalancers', loadBalancers),
    byName('instances', instances),
    { list: 'loadBalancers', filter: { address: addresses }, isWanted: hasAddress(addresses[0] ?? '') },
    { list: 'loadBalancers', filter: { scheme: ['PRIVATE'] }, isWanted: hasScheme('PRIVATE') },
    both(
      byIds('loadBalancers', loadBalancers, { compared: true }),
      { scheme: ['PRIVATE'] },
      hasScheme('PRIVATE'),
    ),
    { list: 'loadBalancers', filter: { hasNoBackends: true }, isWanted: isEmpty },
    { list: 'loadBalancers', filter: { hasNoBackends: false }, isWanted: (row) => !isEmpty(row) },
    { list: 'instances', filter: { status: ['RUNNING'] }, isWanted: hasStatus('RUNNING') },
    { list: 'instances', filter: { kind: ['VIRTUAL_MACHINE'] }, isWanted: () => true },
  ];
}

/** What both versions of the API take. */
function ofBmlb({ loadBalancers, instances }: InventoryAccount): readonly Case[] {
  const { addresses } = first(loadBalancers, (row) => row.scheme === 'PUBLIC' && row.addresses.length > 0);
  const { privateAddresses } = first(instances, (row) => row.privateAddresses.length > 0);
  const isIt = hasAddress(privateAddresses[0] ?? '');
  const isPrivate = hasScheme('PRIVATE');
  return [
    byIds('loadBalancers', loadBalancers, { compared: false }),
    byIds('instances', instances, { compared: false }),
    byName('loadBalancers', loadBalancers),
    byName('instances', instances),
    { list: 'loadBalancers', filter: { address: addresses }, isWanted: hasAddress(addresses[0] ?? '') },
    { list: 'loadBalancers', filter: { scheme: ['PRIVATE'] }, isWanted: isPrivate, leaves: isPrivate },
    { list: 'instances', filter: { address: [privateAddresses[0]] }, isWanted: isIt, leaves: isIt },
    { list: 'instances', filter: { kind: ['BARE_METAL'] }, isWanted: () => true },
  ];
}

/** Under these settings, so many ids of the list, with one beside them that nobody has or without. */
export interface Refusal {
  readonly settings: Readonly<Record<string, string>>;
  readonly list: List;
  readonly ids: number;
  readonly unknown: boolean;
}

/** Unknown ids are an error. */
function ofUnknown(name: string, value: string): readonly Refusal[] {
  return (['loadBalancers', 'instances'] as const).map((list) => {
    return { settings: { [name]: value }, list, ids: 2, unknown: true };
  });
}

/** Fewer ids are taken than a call has. */
function ofMany(name: string, value: string, list: List): Refusal {
  return { settings: { [name]: value }, list, ids: Number(value) + 1, unknown: false };
}

export interface PushDownSubject {
  readonly account: Account;
  readonly options: Readonly<Record<string, unknown>>;
  /** The vendor's largest page of both lists, by its documentation. */
  readonly pageRows: number;
  readonly casesOf: (truth: InventoryAccount) => readonly Case[];
  /** Ways in which the vendor may refuse a list of ids that its documentation does not forbid. */
  readonly refusals: readonly Refusal[];
}

export const subjects: Readonly<Record<string, PushDownSubject>> = {
  QingCloud: {
    account: account('QINGCLOUD', { regions: ['pek3'], loadBalancers: 460, instances: 320 }),
    options: {},
    pageRows: 100,
    refusals: [
      ...ofUnknown('qingcloud.unknown-id', '2100'),
      ofMany('qingcloud.ids-maximum', '50', 'loadBalancers'),
      ofMany('qingcloud.ids-maximum', '50', 'instances'),
    ],
    casesOf: ({ loadBalancers, instances }) => [
      byIds('loadBalancers', loadBalancers, { compared: false }),
      byIds('instances', instances, { compared: false }),
      { list: 'loadBalancers', filter: { status: ['ACTIVE'] }, isWanted: hasStatus('ACTIVE') },
      both(
        byIds('loadBalancers', loadBalancers, { compared: false }),
        { status: ['ACTIVE'] },
        hasStatus('ACTIVE'),
      ),
      {
        list: 'loadBalancers',
        filter: { status: ['STOPPED', 'SUSPENDED'] },
        isWanted: (row) => ['STOPPED', 'SUSPENDED'].includes(row.status),
      },
      {
        list: 'instances',
        filter: { status: ['STOPPED'] },
        isWanted: hasStatus('STOPPED'),
        leaves: ({ vendorStatus }) => vendorStatus === 'stopped',
      },
    ],
  },
  Zenlayer: {
    account: account('ZENLAYER_BMC', {
      ...{ regions: ['HKG-A'], profile: 'bm-only', loadBalancers: 1050, instances: 1100 },
    }),
    options: { instanceTypes: ['BM'] },
    pageRows: 1000,
    refusals: ofUnknown('zenlayer.unknown-id', '404'),
    casesOf: ({ loadBalancers, instances }) => [
      byIds('loadBalancers', loadBalancers, { compared: false }),
      byIds('instances', instances, { compared: false }),
      byName('loadBalancers', loadBalancers),
      byName('instances', instances, true),
      byTag(loadBalancers),
      { list: 'instances', filter: { status: ['RUNNING'] }, isWanted: hasStatus('RUNNING') },
      { list: 'instances', filter: { kind: ['BARE_METAL'] }, isWanted: () => true },
    ],
  },
  'Zenlayer ZLB': {
    account: account('ZENLAYER_ZLB', { regions: ['asia-east-1'], loadBalancers: 1050, instances: 1100 }),
    options: {},
    pageRows: 1000,
    refusals: ofUnknown('zenlayer.unknown-id', '404'),
    casesOf: ({ loadBalancers, instances }) => [
      byIds('loadBalancers', loadBalancers, { compared: false }),
      byIds('instances', instances, { compared: false }),
      // Equal, but for a `*` at the end.
      byName('loadBalancers', loadBalancers, true),
      byName('instances', instances),
      byTag(loadBalancers),
      // One word stands for each of them, and not every edition of the page has the parameter.
      ...['RUNNING', 'STOPPED'].map((status): Case => {
        const isIt = hasStatus(status);
        return { list: 'instances', filter: { status: [status] }, isWanted: isIt, leaves: isIt };
      }),
      both(byName('instances', instances), { status: ['RUNNING'] }, hasStatus('RUNNING')),
      { list: 'instances', filter: { kind: ['VIRTUAL_MACHINE'] }, isWanted: () => true },
    ],
  },
  'Tencent CLB': {
    account: account('TENCENT_CLB', clbSizes),
    options: {},
    pageRows: 100,
    refusals: [
      ...ofUnknown('tencent-clb.unknown-id', '5000'),
      ofMany('tencent-clb.ids-maximum', '20', 'instances'),
    ],
    casesOf: ({ loadBalancers, instances }) => {
      const { privateAddresses } = first(instances, (row) => row.privateAddresses.length > 0);
      const isIt = hasAddress(privateAddresses[0] ?? '');
      return [
        ...ofClb(loadBalancers, instances),
        { list: 'instances', filter: { address: [privateAddresses[0]] }, isWanted: isIt, leaves: isIt },
      ];
    },
  },
  'Tencent CLB, API 3.0': {
    account: account('TENCENT_CLB', { ...clbSizes, api: 'v3' }),
    options: {},
    pageRows: 100,
    refusals: ofUnknown('tencent-clb-v3.unknown-id', 'refuse'),
    // Private and public addresses of machines are filters of their own there, of which no call takes either.
    casesOf: ({ loadBalancers, instances }) => ofClb(loadBalancers, instances),
  },
  'Tencent bare metal': {
    account: account('TENCENT_BMLB', bmlbSizes),
    options: {},
    pageRows: 100,
    refusals: [ofMany('tencent-bmlb.ids-maximum', '20', 'instances')],
    casesOf: ofBmlb,
  },
  'Tencent bare metal, API 3.0': {
    account: account('TENCENT_BMLB', { ...bmlbSizes, api: 'v3' }),
    options: {},
    pageRows: 100,
    refusals: [ofMany('tencent-bmlb.ids-maximum', '20', 'instances')],
    casesOf: ofBmlb,
  },
};
