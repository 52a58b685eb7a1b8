import type { z } from 'zod';
import type { CarriedInstance, Health, Target } from '../../../model/backend.js';
import type { Protocol } from '../../../model/listener.js';
import type { Scheme, Tag } from '../../../model/load-balancer.js';
import type { RawRow } from '../../wire-values.js';
import type {
  applicationListenerRow,
  backendPlace,
  backendRow,
  boundRow,
  classicHealthRow,
  classicListenerRow,
  healthCheckRow,
  healthPlace,
  loadBalancerRow,
  ruleRow,
} from './wire.js';

export type CheckRead = z.output<typeof healthCheckRow> & {
  readonly checkType?: string | null;
  readonly checkPort?: string | null;
};
export type BoundRead = z.output<typeof boundRow>;
export type BackendRead = z.output<typeof backendRow>;
export type PlaceRead = z.output<typeof backendPlace>;

/**
 * How one version of the API writes rows: a schema for each kind, which gives what it reads under the names of `wire.ts`, and words
 * and fields of its own. What may be absent in a reading, only one version tells.
 */
export interface Rows {
  readonly loadBalancer: z.ZodType<
    z.output<typeof loadBalancerRow> & { readonly tags?: readonly Tag[] | null }
  >;
  readonly classicListener: z.ZodType<z.output<typeof classicListenerRow>>;
  readonly applicationListener: z.ZodType<
    z.output<typeof applicationListenerRow> & CheckRead & { readonly endPort?: string | null }
  >;
  readonly rule: z.ZodType<z.output<typeof ruleRow> & CheckRead>;
  readonly bound: z.ZodType<BoundRead>;
  /** Laid flat. */
  readonly applicationBackend: z.ZodType<PlaceRead & { readonly backend: BackendRead }>;
  readonly classicHealth: z.ZodType<z.output<typeof classicHealthRow>>;
  /** Laid flat. The versions tell health in words of different kinds. */
  readonly applicationHealth: z.ZodType<
    z.output<typeof healthPlace> & {
      readonly backend: Pick<Health, 'health' | 'vendorHealth'> & {
        readonly ip: string;
        readonly port: number | null;
      };
    }
  >;
  /** By `loadBalancerType`. */
  readonly schemes: Readonly<Record<string, Scheme>>;
  /** By `protocol` or `protocolType`. */
  readonly protocols: Readonly<Record<string, Protocol>>;
  /** What is bound at an application listener or rule; null where the row names nothing that could receive traffic. */
  readonly toTarget: (backend: BackendRead) => Target | null;
  /** The name and status of its machine, as far as a row of what is bound tells them. */
  readonly toCarried: (
    bound: Pick<BoundRead, 'instanceName' | 'instanceStatus'>,
    raw: RawRow,
  ) => Pick<CarriedInstance, 'name' | 'status' | 'vendorStatus'>;
  /** What is shown of each kind under the version's own names. */
  readonly vendorFields: Readonly<
    Record<
      'loadBalancer' | 'classicListener' | 'applicationListener' | 'bound' | 'applicationBackend',
      readonly string[]
    >
  >;
}
