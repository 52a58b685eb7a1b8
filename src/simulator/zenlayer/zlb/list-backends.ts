import { toSelection } from '../../selection.js';
import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { readText, requiredText, text } from '../arguments.js';
import { wrapRows } from '../data-set.js';
import { notFound } from '../errors.js';
import { selectBelow, type Action } from './action.js';
import { toBackendRow, toHealthRow, type Binding } from './backend.js';
import { unknownListener } from './settings.js';

/** Of one load balancer, listener after listener, or of one of its listeners; neither paged nor counted. */
const listing = (enumerated: string, toRow: (binding: Binding, settings: Settings) => WireRow): Action => ({
  rules: { loadBalancerId: requiredText, listenerId: text },
  traits: { id: 'instanceId', parent: 'listenerId', enumerated, optional: 'weight' },
  paged: false,
  wrap: wrapRows('backends'),
  select: (query) =>
    selectBelow(query, (loadBalancer) => {
      const { args, settings } = query;
      const listenerId = readText(args, 'listenerId');
      const listeners = loadBalancer.listeners.filter(
        ({ vendorId }) => listenerId === null || vendorId === listenerId,
      );
      const refusal = settings.get(unknownListener);
      if (listenerId !== null && listeners.length === 0 && refusal !== 'empty')
        return notFound(refusal, listenerId);
      const bindings = listeners.flatMap((listener) =>
        listener.backends.map((backend) => ({ listener, backend })),
      );
      return toSelection(bindings, true, (binding) => toRow(binding, settings));
    }),
});

/** DescribeBackends. */
export const listBackends: Action = listing('protocol', toBackendRow);

/** DescribeBackendHealth: the same rows, with health. */
export const listBackendHealth: Action = listing('healthStatus', toHealthRow);
