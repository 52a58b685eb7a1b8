import type { Row, TrueBackend, TrueListener, TrueLoadBalancer } from '../support/truth.js';

/** What of the truth depends on how a vendor's rows are made. */
interface VendorRows {
  /** Of which kind a load balancer is, or a listener of it. */
  readonly variantOf: (loadBalancer: TrueLoadBalancer, listener: TrueListener | null) => string | undefined;
  /** The row in which a backend stands, where one row stands for several. */
  readonly rowOf: (loadBalancer: TrueLoadBalancer, backend: TrueBackend) => string | undefined;
  /** The fields of its machine that a backend's row is sure to tell. */
  readonly carriedBy: (backend: TrueBackend) => readonly string[];
}

/** The documented values of `instanceStatus` in rows of classic load balancers. */
const documented = new Set([...Array.from({ length: 14 }, (_, at) => String(at + 1)), '19', '21']);

const isApplication = ({ vendorFields }: Row) => (vendorFields as Row)['forward'] === 1;
const targetOf = ({ target }: Row) => JSON.stringify(target);

const vendors: Readonly<Record<string, VendorRows>> = {
  TENCENT_CLB: {
    variantOf: (loadBalancer) => (isApplication(loadBalancer) ? 'application' : 'classic'),
    rowOf: (loadBalancer, backend) =>
      isApplication(loadBalancer) ? undefined : `${loadBalancer.vendorId} ${targetOf(backend)}`,
    carriedBy: ({ instance, vendorFields }) => {
      const { vendorStatus, publicAddresses } = instance ?? {};
      // Only rows of classic load balancers have an older id, and a state that means something.
      const isClassic = (vendorFields as Row)['instanceId'] !== undefined;
      const tellsStatus = isClassic && typeof vendorStatus === 'string' && documented.has(vendorStatus);
      // Where there are none, the key may be missing.
      const tellsPublic = Array.isArray(publicAddresses) && publicAddresses.length > 0;
      return [
        'name',
        'privateAddresses',
        ...(tellsStatus ? ['status', 'vendorStatus'] : []),
        ...(tellsPublic ? ['publicAddresses'] : []),
      ];
    },
  },
};

export function variantOf(
  provider: string,
  loadBalancer: TrueLoadBalancer,
  listener: TrueListener | null = null,
): string | undefined {
  return vendors[provider]?.variantOf(loadBalancer, listener);
}

export function rowOf(
  provider: string,
  loadBalancer: TrueLoadBalancer,
  backend: TrueBackend,
): string | undefined {
  return vendors[provider]?.rowOf(loadBalancer, backend);
}

/** What costs nothing, and no look-up may spoil. */
export function carriedBy(provider: string, backend: TrueBackend): ReadonlySet<string> {
  return new Set(['vendorId', 'kind', ...(vendors[provider]?.carriedBy(backend) ?? [])]);
}

/** Fields of a machine that nobody has any more. */
const nothing: Row = { status: 'NOT_FOUND', vendorStatus: null, name: null };

/** What looking a machine up gives, whatever a backend's row tells of it: of one that is gone, nothing. */
export function lookedUpOf(values: Row, { instance }: TrueBackend): Row {
  const isGone = instance?.['vendorFields'] === null;
  return isGone ? { ...values, ...nothing } : values;
}
