import { spreadEvenly } from '../../spread.js';
import { toWireTime } from '../wire-time.js';
import type { BuildContext } from './build-context.js';
import { lifeOf } from './build-listener.js';
import { DOMAINS_PER_LISTENER, LOCATIONS_PER_DOMAIN } from './limits.js';
import type { Domain, Listener, Rule } from './records.js';

const LOCATIONS_AIMED_AT = 2;

/** Plain names, wildcards, regular expressions and the default: texts that only the vendor understands. */
function domainText(index: number): string {
  const forms = [
    'www.example.com',
    '*.example.com',
    '~^api[0-9]+\\.example\\.com$',
    '_',
    'static.example.*',
  ] as const;
  return forms[index] ?? `site-${index}.example.com`;
}

function urlText(index: number): string {
  const forms = ['/', '/api/v1', '~* \\.(png|jpe?g)$', '^~ /static/', '= /healthz'] as const;
  return forms[index] ?? `/path-${index}`;
}

/** Fills an empty listener of layer 7 with its number of locations, under as many domains as they need. */
export function addRules(context: BuildContext, listener: Listener, count: number): void {
  const domains = Math.min(DOMAINS_PER_LISTENER, Math.ceil(count / LOCATIONS_AIMED_AT));
  for (const [index, locations] of spreadEvenly(count, domains).entries()) {
    const domain = addDomain(context, listener, domainText(index));
    for (let at = 0; at < locations; at += 1) listener.rules.push(buildRule(context, domain, urlText(at)));
  }
}

/**
 * One location more, under the named domain, or the first that has room, or a new one; throws a RangeError where
 * the vendor takes no further one.
 */
export function buildNextRule(context: BuildContext, listener: Listener, text: string | undefined): Rule {
  const { domains } = listener.wire;
  const known = domains.find((row) =>
    text === undefined ? urlsOf(listener, row).length < LOCATIONS_PER_DOMAIN : row.domain === text,
  );
  if (!known && domains.length >= DOMAINS_PER_LISTENER)
    throw new RangeError(`parentId: has ${DOMAINS_PER_LISTENER} domains, the most of a listener`);
  const domain = known ?? addDomain(context, listener, text ?? freeDomainText(domains));
  const taken = urlsOf(listener, domain);
  if (taken.length >= LOCATIONS_PER_DOMAIN)
    throw new RangeError(`fields.domain: has ${LOCATIONS_PER_DOMAIN} locations, the most of a domain`);
  let index = taken.length;
  while (taken.includes(urlText(index))) index += 1;
  return buildRule(context, domain, urlText(index));
}

function urlsOf({ rules }: Listener, domain: Domain): (string | null)[] {
  return rules.filter(({ wire }) => wire.domain === domain).map(({ path }) => path);
}

function freeDomainText(domains: readonly Domain[]): string {
  let index = domains.length;
  while (domains.some(({ domain }) => domain === domainText(index))) index += 1;
  return domainText(index);
}

function addDomain(context: BuildContext, { wire }: Listener, domain: string): Domain {
  const added: Domain = {
    domainId: context.newId('dm-'),
    domain,
    status: Number(lifeOf(context).vendorStatus),
    addTimestamp: toWireTime(context.clock.next()),
    ordinal: (wire.domains.at(-1)?.ordinal ?? -1) + 1,
  };
  wire.domains.push(added);
  return added;
}

function buildRule(context: BuildContext, domain: Domain, path: string): Rule {
  const { random, newId, clock } = context;
  return {
    vendorId: newId('loc-'),
    domain: domain.domain,
    path,
    healthCheck: {
      enabled: !random.chance(0.12),
      protocol: 'HTTP',
      path: random.pick(['/', '/healthz']),
      host: random.chance(0.3) ? 'health.example.com' : null,
      port: null,
      intervalSeconds: random.pick([5, 30]),
      timeoutSeconds: null,
      healthyThreshold: 3,
      unhealthyThreshold: random.pick([5, 10]),
    },
    ...lifeOf(context),
    backends: [],
    wire: {
      domain,
      sessionExpire: random.pick([0, 0, 30, 3600]),
      httpCode: random.pick([7, 2, 31]),
      balanceMode: random.pick(['wrr', 'wrr', 'ip_hash']),
      addTimestamp: toWireTime(clock.next()),
    },
  };
}
