import application2016 from '../fixtures/sheets/tencent-clb/DescribeLoadBalancers-2016.json' with { type: 'json' };
import classic2018 from '../fixtures/sheets/tencent-clb/DescribeLoadBalancers-2018.json' with { type: 'json' };
import type { ReplayAnswer, ReplayLine } from './replay-server.js';
import { fixture } from './replay.js';
import { line, rows } from './tencent-script.js';

export type Fields = Readonly<Record<string, unknown>>;

/** An example answer of the sheet, byte for byte. */
export function sheet(name: string): ReplayAnswer {
  return { body: fixture(`sheets/tencent-clb/${name}.json`) };
}

/** All load balancers of a region: both kinds, the oldest first, in the largest pages. */
export const listedLoadBalancers = { forward: '-1' };
export const firstPage = { offset: '0', limit: '100', orderBy: 'createTime', orderType: '0' };

/** The sheet's load balancers under another id. */
export const classicRow = (id: string, fields: Fields = {}) => ({
  ...classic2018.loadBalancerSet[0],
  loadBalancerId: id,
  unLoadBalancerId: id,
  ...fields,
});
export const applicationRow = (id: string, fields: Fields = {}) => ({
  ...application2016.loadBalancerSet[0],
  loadBalancerId: id,
  unLoadBalancerId: id,
  ...fields,
});

/** What each call about one load balancer is answered; empty lists unless told. */
export interface Inside {
  readonly row?: Fields;
  readonly listeners?: ReplayAnswer;
  readonly backends?: ReplayAnswer;
  readonly health?: ReplayAnswer;
}

/** A classic load balancer: its machines are bound to itself. */
export function classic(id: string, { row, listeners, backends, health }: Inside): readonly ReplayLine[] {
  const own = { loadBalancerId: id };
  return [
    byId(id, row ?? classicRow(id)),
    line('lb DescribeLoadBalancerListeners', own, listeners ?? rows('lb DescribeLoadBalancerListeners', [])),
    line('lb DescribeLoadBalancerBackends', own, backends ?? sheet('DescribeLoadBalancerBackends-none')),
    line('lb DescribeLBHealthStatus', own, health ?? sheet('DescribeLBHealthStatus-none')),
  ];
}

/** An application load balancer: its machines are bound to listeners and rules. */
export function application(id: string, { row, listeners, backends, health }: Inside): readonly ReplayLine[] {
  const own = { loadBalancerId: id };
  return [
    byId(id, row ?? applicationRow(id)),
    line('lb DescribeForwardLBListeners', own, listeners ?? rows('lb DescribeForwardLBListeners', [])),
    line('lb DescribeForwardLBBackends', own, backends ?? rows('lb DescribeForwardLBBackends', [])),
    line(
      'lb DescribeForwardLBHealthStatus',
      { loadBalancerIds: [id] },
      health ?? rows('lb DescribeForwardLBHealthStatus', []),
    ),
  ];
}

/** Without `forward` the vendor would hide application load balancers, also from a look-up by id. */
export function byId(id: string, row: Fields): ReplayLine {
  return line(
    'lb DescribeLoadBalancers',
    { forward: '-1', loadBalancerIds: [id] },
    rows('lb DescribeLoadBalancers', [row]),
  );
}

export function machines(ids: readonly string[], answer: ReplayAnswer): ReplayLine {
  return line('cvm DescribeInstances', { instanceIds: ids }, answer);
}
