import type { ListRef } from '../../src/model/list.js';
import type { Item } from '../../src/model/record.js';
import { planPages } from '../../src/providers/paging.js';
import type { Paging, Provider } from '../../src/providers/provider.js';
import type { Topology } from '../../src/simulator/simulator.js';
import type { VendorPaging } from './vendor-list.js';

/** A vendor's list for traces: where it stands, how it is paged, and how its rows are told apart. */
export interface Subject {
  readonly name: string;
  readonly paging: VendorPaging;
  readonly account: Topology['accounts'][number];
  readonly region: string | null;
  readonly kind: 'loadBalancer' | 'backend';
  /** The action that brings it. */
  readonly action: string;
  readonly most: number;
  /** The id by which the simulator names what an item stands for. */
  readonly idOf: (item: Item) => string;
  /** Stands in for the provider's own way of asking. */
  readonly adapt?: (provider: Provider) => Provider;
}

const empty = { loadBalancers: 0, listeners: 0, backends: 0, instances: 0 };

const vendorIdOf = (item: Item): string => item.vendorId ?? '';

const offsetPages: Subject = {
  name: 'by offset',
  paging: { style: 'offset', max: 100 },
  account: { ...empty, id: 'q', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], loadBalancers: 360 },
  region: 'pek3',
  kind: 'loadBalancer',
  action: 'DescribeLoadBalancers',
  most: 1000,
  idOf: vendorIdOf,
};

const numberedPages: Subject = {
  name: 'by page number',
  paging: { style: 'number', max: 1000 },
  account: { ...empty, id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], loadBalancers: 360 },
  region: null,
  kind: 'loadBalancer',
  action: 'DescribeLoadBalancers',
  most: 1000,
  idOf: vendorIdOf,
};

/** The same in pages of 100 rows, so that lists of a few hundred are several of them. */
const smallNumberedPages: Subject = {
  ...numberedPages,
  name: 'by page number, 100 a page',
  paging: { style: 'number', max: 100 },
  adapt: (provider) => ({
    ...provider,
    plan: (demands, view) => {
      const paging: Paging = { style: 'number', max: 100 };
      const lists = demands.filter((demand) => demand.type !== 'record');
      const [first] = lists;
      return first === undefined
        ? provider.plan(demands, view)
        : planPages({ form: 'loadBalancers', subject: null, paging }, lists, view.total(first.segment));
    },
  }),
};

const unpaged: Subject = {
  name: 'unpaged',
  paging: { style: 'unpaged', max: 255 },
  account: {
    id: 'b',
    provider: 'TENCENT_BMLB',
    api: 'v2',
    regions: ['gz'],
    loadBalancers: 1,
    listeners: 1,
    backends: 255,
    instances: 40,
  },
  region: 'gz',
  kind: 'backend',
  action: 'DescribeBmL4ListenerBackends',
  most: 255,
  idOf: (item) =>
    item.kind === 'backend' ? `${item.listenerId ?? ''}/${item.target.id}:${item.port ?? ''}` : item.kind,
};

/** By paging style. A style's traces are shared out among its lists. */
export const subjects: Readonly<Record<VendorPaging['style'], readonly Subject[]>> = {
  offset: [offsetPages],
  number: [smallNumberedPages, numberedPages],
  unpaged: [unpaged],
};

/** The list that a subject stands for; `parent` is where it stands, if it does not stand at the root. */
export function listOf(
  { kind }: Subject,
  source: ListRef['source'],
  parent: { readonly loadBalancerId: string; readonly listenerId: string } | null,
): ListRef {
  return kind === 'loadBalancer' || parent === null
    ? { list: 'loadBalancers', source }
    : { list: 'backends', source, ...parent, ruleId: null };
}
