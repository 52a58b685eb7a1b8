import { getHeapStatistics } from 'node:v8';
import { startGateway } from '../test/support/gateway.js';
import type { GatewayUsage, Order } from './separate-gateway.js';
import { unaging } from './unaging.js';

/** A gateway in a process of its own, told by messages what to do: its CPU and memory are the gateway's alone. */

const MB = 1024 * 1024;
let before = process.cpuUsage();
let heapPeakMb = 0;

const look = () => {
  heapPeakMb = Math.max(heapPeakMb, getHeapStatistics().used_heap_size / MB);
};
setInterval(look, 50).unref();

function usage(): GatewayUsage {
  look();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, heapPeakMb, rssPeakMb: process.resourceUsage().maxRSS / 1024 };
}

process.on('message', (order: Order) => {
  if (order.type === 'start') {
    void startGateway(order.accounts, { limits: order.limits, cache: unaging }).then(({ url }) =>
      process.send?.({ url }),
    );
  } else if (order.type === 'reset') {
    before = process.cpuUsage();
    heapPeakMb = 0;
    process.send?.({});
  } else {
    process.send?.(usage());
  }
});
process.once('disconnect', () => process.exit());
