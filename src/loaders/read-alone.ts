import type { Selection } from '../model/selection.js';
import type { Batched } from '../providers/provider.js';

/** What selected fields of listeners, their rules and their backends may have to be read for. */
const readFor: Readonly<Record<string, readonly (keyof Batched)[]>> = {
  rules: ['rules'],
  backends: ['rules', 'backends'],
  health: ['rules', 'backends', 'health'],
  vendorHealth: ['health'],
  healthAsOf: ['health'],
  instance: ['records'],
  target: ['records'],
  loadBalancer: ['records'],
  listener: ['records'],
  rule: ['records'],
};

/**
 * Whether a load balancer's listeners, and all that is selected below them, are read by calls about that load balancer alone: then
 * waiting for those of other load balancers saves no call.
 */
export function isReadAlone(selection: Selection, batched: Batched): boolean {
  return batched.listeners !== 'source' && isBelowAlone(selection, batched);
}

function isBelowAlone({ fields, below }: Selection, batched: Batched): boolean {
  const reads = [...fields].flatMap((field) => (Object.hasOwn(readFor, field) ? (readFor[field] ?? []) : []));
  return (
    reads.every((what) => batched[what] !== 'source') &&
    [...below.values()].every((inner) => isBelowAlone(inner, batched))
  );
}
