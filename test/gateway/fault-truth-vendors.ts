import type { Row, TrueBackend, TrueListener, TrueLoadBalancer } from '../support/truth.js';

/** What of the truth depends on how a vendor's rows are made. */
interface VendorRows {
  /** Of which kind a load balancer is, or a listener of it. */
  readonly variantOf: (
    loadBalancer: TrueLoadBalancer,
    listener: TrueListener | null,
  ) => string | null | undefined;
  /** The row in which a backend stands, where one row stands for several. */
  readonly rowOf: (loadBalancer: TrueLoadBalancer, backend: TrueBackend) => string | undefined;
  /** The fields of its machine that a backend's row is sure to tell. */
  readonly carriedBy: (backend: TrueBackend) => readonly string[];
}

/** The documented values of `instanceStatus` in rows of classic load balancers. */
const documented = new Set([...Array.from({ length: 14 }, (_, at) => String(at + 1)), '19', '21']);

const isOfKind = ({ vendorFields }: Row, field: string) => (vendorFields as Row)[field] === 1;
const isApplication = (row: Row) => isOfKind(row, 'forward') || isOfKind(row, 'Forward');
const targetOf = ({ target }: Row) => JSON.stringify(target);

/** A machine that is bound at a classic load balancer stands in one row, however many listeners there are. */
const ofTwoKinds: Pick<VendorRows, 'variantOf' | 'rowOf'> = {
  variantOf: (loadBalancer) => (isApplication(loadBalancer) ? 'application' : 'classic'),
  rowOf: (loadBalancer, backend) =>
    isApplication(loadBalancer) ? undefined : `${loadBalancer.vendorId} ${targetOf(backend)}`,
};

/** Words of API 3.0 for machines; of one that is RUNNING, a row may tell that it is being worked at, which has no word. */
const sureStates: readonly unknown[] = ['PENDING', 'STARTING', 'STOPPING', 'STOPPED', 'REBOOTING'];

const vendors: Readonly<Record<string, VendorRows>> = {
  'TENCENT_CLB v2': {
    ...ofTwoKinds,
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
  'TENCENT_BMLB v3': {
    variantOf: (_, listener) =>
      listener && (['HTTP', 'HTTPS'].includes(String(listener['protocol'])) ? 'l7' : 'l4'),
    rowOf: () => undefined,
    carriedBy: () => ['name', 'privateAddresses'],
  },
  'TENCENT_CLB v3': {
    ...ofTwoKinds,
    carriedBy: ({ instance, vendorFields }) => {
      const { name, vendorStatus, publicAddresses } = instance ?? {};
      const isClassic = (vendorFields as Row)['EniId'] === undefined;
      const tellsPublic = Array.isArray(publicAddresses) && publicAddresses.length > 0;
      return [
        ...(typeof name === 'string' ? ['name'] : []),
        'privateAddresses',
        ...(isClassic && sureStates.includes(vendorStatus) ? ['status'] : []),
        ...(isClassic || tellsPublic ? ['publicAddresses'] : []),
      ];
    },
  },
};

export function variantOf(
  subject: string,
  loadBalancer: TrueLoadBalancer,
  listener: TrueListener | null = null,
): string | undefined {
  return vendors[subject]?.variantOf(loadBalancer, listener) ?? undefined;
}

export function rowOf(
  subject: string,
  loadBalancer: TrueLoadBalancer,
  backend: TrueBackend,
): string | undefined {
  return vendors[subject]?.rowOf(loadBalancer, backend);
}

/** What costs nothing, and no look-up may spoil. */
export function carriedBy(subject: string, backend: TrueBackend): ReadonlySet<string> {
  return new Set(['vendorId', 'kind', ...(vendors[subject]?.carriedBy(backend) ?? [])]);
}

/** Fields of a machine that nobody has any more. */
const nothing: Row = { status: 'NOT_FOUND', vendorStatus: null, name: null };

/** What looking a machine up gives, whatever a backend's row tells of it: of one that is gone, nothing. */
export function lookedUpOf(values: Row, { instance }: TrueBackend): Row {
  const isGone = instance?.['vendorFields'] === null;
  return isGone ? { ...values, ...nothing } : values;
}
