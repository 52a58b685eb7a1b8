/** The truth, in the names and enum values of the GraphQL schema. Wire rows are rendered from it. */
export interface Inventory {
  readonly accounts: readonly InventoryAccount[];
}

export interface InventoryAccount {
  readonly id: string;
  readonly provider: string;
  readonly api: string;
  readonly site?: string;
  readonly regions: readonly string[];
  readonly loadBalancers: readonly InventoryLoadBalancer[];
  readonly instances: readonly InventoryInstance[];
  readonly routers: readonly InventoryRouter[];
  /** What no plain list shows (deleted rows, cluster nodes), but a look-up by id finds. */
  readonly byIdOnly: {
    readonly loadBalancers: readonly InventoryLoadBalancer[];
    readonly instances: readonly InventoryInstance[];
  };
  /** Machines that the vendor no longer has, as the rows of backends still tell of them; left out where rows tell nothing. */
  readonly gone?: readonly InventoryInstance[];
}

export type VendorFields = Record<string, unknown>;

export interface InventoryLoadBalancer {
  vendorId: string;
  region: string | null;
  zone: string | null;
  name: string | null;
  status: 'CREATING' | 'ACTIVE' | 'STOPPED' | 'SUSPENDED' | 'DELETED' | 'UNKNOWN';
  vendorStatus: string | null;
  scheme: 'PUBLIC' | 'PRIVATE' | 'UNKNOWN';
  addresses: string[];
  domain: string | null;
  networkId: string | null;
  createdAt: string | null;
  /** Null where the vendor's rows have none. */
  tags: { key: string; value: string }[] | null;
  vendorFields: VendorFields;
  listeners: InventoryListener[];
  /** Rows bound at the load balancer itself while it has no listener: their port is null. */
  backends: InventoryBackend[];
}

export type Scheduler =
  | 'ROUND_ROBIN'
  | 'WEIGHTED_ROUND_ROBIN'
  | 'LEAST_CONNECTIONS'
  | 'WEIGHTED_LEAST_CONNECTIONS'
  | 'SOURCE_IP'
  | 'UNKNOWN';

export type Protocol = 'TCP' | 'UDP' | 'HTTP' | 'HTTPS' | 'TCP_SSL' | 'QUIC' | 'UNKNOWN';

export interface SessionPersistence {
  type: 'SOURCE_IP' | 'COOKIE_INSERT' | 'COOKIE_REWRITE' | 'COOKIE_PREFIX' | 'COOKIE_APPLICATION' | 'UNKNOWN';
  cookieName: string | null;
  timeoutSeconds: number | null;
}

export interface HealthCheck {
  enabled: boolean | null;
  protocol: 'TCP' | 'UDP' | 'HTTP' | 'UNKNOWN';
  path: string | null;
  host: string | null;
  port: number | null;
  intervalSeconds: number | null;
  timeoutSeconds: number | null;
  healthyThreshold: number | null;
  unhealthyThreshold: number | null;
}

export interface InventoryListener {
  vendorId: string;
  name: string | null;
  protocol: Protocol;
  ports: { from: number; to: number }[];
  port: number | null;
  scheduler: Scheduler;
  sessionPersistence: SessionPersistence | null;
  healthCheck: HealthCheck | null;
  status: 'CREATING' | 'ACTIVE' | 'FAILED' | 'DELETING' | 'DISABLED' | 'UNKNOWN';
  vendorStatus: string | null;
  vendorFields: VendorFields;
  rules: InventoryRule[];
  /** All that is reached through it: those bound at itself, then those of its rules, rule after rule. */
  backends: InventoryBackend[];
}

/** One domain and path of a layer-7 listener. */
export interface InventoryRule {
  vendorId: string;
  domain: string | null;
  path: string | null;
  healthCheck: HealthCheck | null;
  status: InventoryListener['status'];
  vendorStatus: string | null;
  backends: InventoryBackend[];
}

export type BackendTarget =
  | { __typename: 'Instance' | 'Router' | 'UnknownTarget'; vendorId: string }
  | { __typename: 'IpTarget'; address: string };

export interface InventoryBackend {
  /** Null where the vendor's bindings have no ids. */
  vendorId: string | null;
  name: string | null;
  port: number | null;
  weight: number | null;
  status: 'CREATING' | 'ACTIVE' | 'DISABLED' | 'DELETING' | 'UNKNOWN';
  vendorStatus: string | null;
  health: 'UP' | 'DOWN' | 'ABNORMAL' | 'UNKNOWN';
  vendorHealth: string | null;
  /** Null where the vendor's backend rows carry no address. */
  addresses: string[] | null;
  target: BackendTarget;
  createdAt: string | null;
  vendorFields: VendorFields;
}

export interface InventoryInstance {
  vendorId: string;
  region: string | null;
  zone: string | null;
  name: string | null;
  kind: 'VIRTUAL_MACHINE' | 'BARE_METAL';
  status:
    | 'PENDING'
    | 'RUNNING'
    | 'STARTING'
    | 'STOPPING'
    | 'STOPPED'
    | 'REBOOTING'
    | 'MAINTENANCE'
    | 'SUSPENDED'
    | 'FAILED'
    | 'TERMINATED'
    | 'UNKNOWN';
  vendorStatus: string | null;
  privateAddresses: string[];
  publicAddresses: string[];
  createdAt: string | null;
  vendorFields: VendorFields;
}

export interface InventoryRouter {
  vendorId: string;
  region: string | null;
  name: string | null;
  vendorStatus: string | null;
  privateAddresses: string[];
  publicAddresses: string[];
  createdAt: string | null;
}

/**
 * A copy without the `wire` hints that records carry beside their schema fields (which spelling of "empty"
 * the vendor uses, ids of secondary objects, parents).
 */
export function withoutWire<T>(record: T): T {
  return JSON.parse(
    JSON.stringify(record, (key, value: unknown) => (key === 'wire' ? undefined : value)),
  ) as T;
}
