import sheetListeners from '../fixtures/sheets/tencent-bmlb/DescribeBmListeners.json' with { type: 'json' };
import sheetDeep from '../fixtures/sheets/tencent-bmlb/DescribeBmForwardListenerInfo.json' with { type: 'json' };
import sheetLoadBalancers from '../fixtures/sheets/tencent-bmlb/DescribeBmLoadBalancers.json' with { type: 'json' };
import type { ReplayAnswer, ReplayLine } from './replay-server.js';
import { fixture } from './replay.js';
import { line, rows } from './tencent-script.js';

export type Fields = Readonly<Record<string, unknown>>;

/** An example answer of the sheet, byte for byte. */
export function sheet(name: string): ReplayAnswer {
  return { body: fixture(`sheets/tencent-bmlb/${name}.json`) };
}

/** The sheet's rows under another id. */
export const loadBalancerRow = (loadBalancerId: string, fields: Fields = {}) => ({
  ...sheetLoadBalancers.loadBalancerSet[0],
  loadBalancerId,
  ...fields,
});
export const layer4Row = (listenerId: string, fields: Fields = {}) => ({
  ...sheetListeners.listenerSet[0],
  listenerId,
  ...fields,
});
export const layer7Row = (listenerId: string, fields: Fields = {}) => ({
  ...sheetDeep.listenerSet[0],
  listenerId,
  ...fields,
});

export interface ListenerRow extends Fields {
  readonly listenerId: string;
}

/** What stands inside one load balancer; nothing unless told. */
export interface Inside {
  readonly row?: Fields;
  readonly layer4?: readonly ListenerRow[];
  readonly layer7?: readonly ListenerRow[];
  /** In the place of all lists of listeners. */
  readonly listeners?: ReplayAnswer;
  /** By layer-4 listener; layer 7 has its backends inside its rows. */
  readonly backends?: Readonly<Record<string, ReplayAnswer>>;
}

const leanNames = ['listenerId', 'listenerName', 'protocol', 'loadBalancerPort', 'bandwidth', 'status'];

/** A load balancer with all calls about it: both layers' lists, the lean list of both, and backends listener by listener. */
export function bareMetal(
  id: string,
  { row, layer4 = [], layer7 = [], listeners, backends = {} }: Inside,
): readonly ReplayLine[] {
  const own = { loadBalancerId: id };
  const lean = [...layer4, ...layer7].map((listener) =>
    Object.fromEntries(Object.entries(listener).filter(([name]) => leanNames.includes(name))),
  );
  return [
    byId(id, row ?? loadBalancerRow(id)),
    line('bmlb DescribeBmListeners', own, listeners ?? rows('bmlb DescribeBmListeners', layer4)),
    line(
      'bmlb DescribeBmForwardListenerInfo',
      { ...own, ifGetRsInfo: '1' },
      listeners ?? rows('bmlb DescribeBmForwardListenerInfo', layer7),
    ),
    line('bmlb DescribeBmVportInfo', own, listeners ?? rows('bmlb DescribeBmVportInfo', lean)),
    ...layer4.map(({ listenerId }) =>
      line(
        'bmlb DescribeBmL4ListenerBackends',
        { ...own, listenerId },
        backends[listenerId] ?? rows('bmlb DescribeBmL4ListenerBackends', []),
      ),
    ),
  ];
}

export function byId(id: string, row: Fields): ReplayLine {
  return line(
    'bmlb DescribeBmLoadBalancers',
    { loadBalancerIds: [id] },
    rows('bmlb DescribeBmLoadBalancers', [row]),
  );
}

/** Machines as they are looked up: among those in use, then in the recycle bin. */
export function devices(ids: readonly string[], answer: ReplayAnswer): ReplayLine {
  return line('bm DescribeDevice', { instanceIds: ids }, answer);
}
export function returnedDevices(ids: readonly string[], answer: ReplayAnswer): ReplayLine {
  return line('bm DescribeDeviceTrash', { instanceIds: ids }, answer);
}
