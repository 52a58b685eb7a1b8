import type {
  InventoryBackend,
  InventoryInstance,
  InventoryListener,
  InventoryLoadBalancer,
  InventoryRule,
} from '../../inventory.js';

/** A VPC with one subnet, each with the two ids that it has everywhere. */
export interface Network {
  readonly vpcId: number;
  readonly unVpcId: string;
  readonly subnetId: number;
  readonly unSubnetId: string;
  readonly vpcName: string;
  readonly vpcCidrBlock: string;
  readonly subnetName: string;
  readonly subnetCidrBlock: string;
}

/** `wire` holds what the schema does not: the vendor's spelling of "empty", parents, settings of rows. */
export interface LoadBalancer extends InventoryLoadBalancer {
  listeners: Listener[];
  wire: {
    emptyName: '' | null;
    /** While it is made it has no address, and its type may not be told. */
    type: 'open' | 'internal';
    network: Network;
    appId: number;
    /** 0 none, 1 layer 4, 2 layer 7, 3 both, 4 shared disaster recovery: a filter, and in DescribeBmBindInfo. */
    exclusive: number;
  };
}

export interface Listener extends InventoryListener {
  rules: Rule[];
  backends: Backend[];
  wire: {
    loadBalancerId: string;
    emptyName: '' | null;
    layer: 4 | 7;
    /** In the order in which the vendor lists them; without a location a domain is none of the inventory. */
    domains: Domain[];
  };
}

export interface Domain {
  readonly domainId: string;
  readonly domain: string;
  readonly status: number;
  readonly addTimestamp: string;
  /** Its place among the domains of its listener. */
  readonly ordinal: number;
}

/** One location. */
export interface Rule extends InventoryRule {
  backends: Backend[];
  wire: {
    domain: Domain;
    sessionExpire: number;
    /** A bit mask of the classes of HTTP status that count as healthy. */
    httpCode: number;
    balanceMode: 'wrr' | 'ip_hash';
    addTimestamp: string;
  };
}

export interface Backend extends InventoryBackend {
  wire: {
    /** The listener of layer 4, or the location, that it is bound to. */
    placeId: string;
    emptyName: '' | null;
    /** A colocated machine that stands in for the target where such may be bound. */
    hostedId: string | null;
    /** Whether anything checks its health. */
    checked: boolean;
  };
}

export interface Instance extends InventoryInstance {
  wire: {
    emptyName: '' | null;
    network: Network;
    /** Returned or isolated: in the recycle bin, and in no other list. */
    trashed: boolean;
    mgtIp: string;
    operates: readonly string[];
  };
}

/** One region of one account, in creation order. */
export interface Fleet {
  readonly region: string;
  readonly loadBalancers: LoadBalancer[];
  readonly instances: Instance[];
}
