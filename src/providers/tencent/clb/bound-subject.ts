import { z } from 'zod';
import type { Protocol } from '../../../model/listener.js';

/** A classic listener as it matters to the machines behind it. */
export interface BoundThrough {
  readonly listenerId: string;
  /** The port on the machine. */
  readonly instancePort: number | null;
  /** The port of the listener. */
  readonly port: number | null;
  readonly protocol: Protocol;
}

const boundSubject = z.tuple([
  z.string(),
  z.array(z.tuple([z.string(), z.number().nullable(), z.number().nullable(), z.string()])),
]);

/** A classic load balancer with its listeners, as one subject: each machine bound at it is seen through each of them. */
export function toBoundSubject(loadBalancerId: string, listeners: readonly BoundThrough[]): string {
  const through = listeners.map(({ listenerId, instancePort, port, protocol }) => [
    listenerId,
    instancePort,
    port,
    protocol,
  ]);
  return JSON.stringify([loadBalancerId, through]);
}

export function readBoundSubject(subject: string): {
  readonly loadBalancerId: string;
  readonly listeners: readonly (Omit<BoundThrough, 'protocol'> & { readonly protocol: string })[];
} {
  const [loadBalancerId, through] = boundSubject.parse(JSON.parse(subject));
  const listeners = through.map(([listenerId, instancePort, port, protocol]) => ({
    listenerId,
    instancePort,
    port,
    protocol,
  }));
  return { loadBalancerId, listeners };
}
