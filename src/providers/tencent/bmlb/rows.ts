import type { Reader } from '../spelled.js';
import type {
  backendRow,
  domainRow,
  instanceRow,
  l4ListenerRow,
  l7ListenerRow,
  loadBalancerRow,
  locationRow,
  portRow,
} from './wire.js';

/** The rows of one dialect. `vendorFields`: what is shown of each under the dialect's own names. */
export interface Rows {
  readonly loadBalancer: Reader<typeof loadBalancerRow>;
  readonly port: Reader<typeof portRow>;
  readonly l4Listener: Reader<typeof l4ListenerRow>;
  readonly l7Listener: Reader<typeof l7ListenerRow>;
  readonly domain: Reader<typeof domainRow>;
  readonly location: Reader<typeof locationRow>;
  readonly backend: Reader<typeof backendRow>;
  readonly instance: Reader<typeof instanceRow>;
  /** The field of a backend that tells the name of its machine, where the row has it. */
  readonly machineName: string;
  readonly vendorFields: Readonly<
    Record<'loadBalancer' | 'listener' | 'backend' | 'instance', readonly string[]>
  >;
}
