import { z } from 'zod';
import { endpoint, isLoopbackEndpoint } from './endpoint.js';
import { keyId, secret, type SecretReader } from './secret.js';

/** What the configuration has to know of a provider: data on its definition. */
export interface ProviderConfigRules {
  /** The value of `provider`. */
  readonly id: string;
  /** The dialects that it speaks. */
  readonly apis: readonly string[];
  /** The vendor's sites where it has several; the first one is the default. */
  readonly sites?: readonly string[];
  readonly hasRegions: boolean;
  /** How a region's name is written, where the vendor has a rule; `otherwise` tells what to do. */
  readonly regionName?: {
    readonly pattern: RegExp;
    readonly otherwise: string;
    /** Of several names of one region the one that is used everywhere; without it every region has one name. */
    readonly canonical?: (name: string) => string;
  };
  /** Whether everything in the region `other` is in `region` too. */
  readonly contains?: (region: string, other: string) => boolean;
  /** Whether the vendor has temporary keys, with a token; unless told it has not. */
  readonly hasTemporaryKeys?: boolean;
  /** The provider's own options, each with a default. */
  readonly options: z.ZodType;
}

export interface Credentials {
  readonly id: string;
  readonly key: string;
  readonly token: string | null;
}

export interface AccountConfig {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly api: string;
  readonly site: string | null;
  /** Empty where the vendor has no regions. */
  readonly regions: readonly string[];
  readonly credentials: Credentials;
  /** An origin that changes only where the socket goes. */
  readonly endpoint: string | null;
  /** As the provider's own schema decoded it. */
  readonly options: unknown;
  /** Whether the endpoint is on this machine: then the data are made up. */
  readonly simulated: boolean;
}

export interface AccountSchemaContext {
  readonly providers: readonly ProviderConfigRules[];
  readonly reader: SecretReader;
  readonly source: string;
}

const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const safeNameMessage = 'Must be 1 to 64 letters, digits, ".", "_" or "-", beginning with a letter or digit.';

/**
 * One account. Decoded by its provider's rules, so that each mistake is found at its own key, whatever the others are.
 */
export function accountSchema(context: AccountSchemaContext): z.ZodType<AccountConfig> {
  return z.unknown().transform((value, refinement): AccountConfig => {
    const provider = z.looseObject({ provider: z.string() }).safeParse(value).data?.provider;
    const rules = context.providers.find((known) => known.id === provider);
    const decoded = accountOf(rules, context).safeParse(value);
    if (decoded.success) return decoded.data;
    for (const issue of decoded.error.issues) refinement.issues.push({ ...issue, input: undefined });
    return z.NEVER;
  });
}

/** The rules of an account of a known provider, or, without one, all that can be checked nevertheless. */
function accountOf(rules: ProviderConfigRules | undefined, context: AccountSchemaContext) {
  const { providers, reader, source } = context;
  const known = providers.map(({ id }) => id);
  return z
    .strictObject({
      id: z.string().regex(safeName, safeNameMessage),
      name: z.string().trim().min(1, 'Must not be empty.').max(200).optional(),
      provider: z.enum(known, oneOf(known)),
      api: rules === undefined ? z.string() : z.enum(rules.apis, oneOf(rules.apis)),
      site: siteOf(rules),
      regions: regionsOf(rules),
      credentials: z.strictObject({
        id: keyId(reader, source),
        key: secret(reader, source),
        token:
          rules === undefined || rules.hasTemporaryKeys === true
            ? secret(reader, source).optional()
            : z.undefined('This provider has no temporary keys.').optional(),
      }),
      endpoint: endpoint.optional(),
      options:
        rules === undefined
          ? z.unknown().optional()
          : z.preprocess((options) => options ?? {}, rules.options),
    })
    .transform((account) => ({
      ...account,
      name: account.name ?? account.id,
      site: account.site ?? rules?.sites?.[0] ?? null,
      regions: account.regions ?? [],
      credentials: { ...account.credentials, token: account.credentials.token ?? null },
      endpoint: account.endpoint ?? null,
      simulated: account.endpoint !== undefined && isLoopbackEndpoint(account.endpoint),
    }));
}

function siteOf(rules: ProviderConfigRules | undefined) {
  if (rules === undefined) return z.string().optional();
  return rules.sites === undefined
    ? z.undefined('This provider has one site only: leave it out.').optional()
    : z.enum(rules.sites, oneOf(rules.sites)).optional();
}

function regionsOf(rules: ProviderConfigRules | undefined) {
  const { pattern = /^/, otherwise = '', canonical = (name: string) => name } = rules?.regionName ?? {};
  const regions = z
    .array(z.string().regex(safeName, safeNameMessage).regex(pattern, otherwise).transform(canonical))
    .refine((names) => new Set(names).size === names.length, 'A region is listed twice.')
    .superRefine((names, refinement) => {
      for (const [inner, outer] of overlaps(names, rules?.contains)) {
        const message =
          `Everything here is in regions[${outer}] of the same account too, and would be listed twice. ` +
          'Leave one of the two out.';
        refinement.addIssue({ code: 'custom', path: [inner], message });
      }
    });
  if (rules === undefined) return regions.optional();
  return rules.hasRegions
    ? regions.min(1, 'This provider has regions: list at least one.')
    : regions.max(0, 'This provider has no regions: leave it out.').optional();
}

/** Regions that lie within another one of the list, each with that one, by position. */
function overlaps(
  names: readonly string[],
  contains: ProviderConfigRules['contains'],
): readonly (readonly [inner: number, outer: number])[] {
  return names.flatMap((name, inner) => {
    const outer = names.findIndex((other) => other !== name && contains?.(other, name) === true);
    return outer < 0 ? [] : [[inner, outer] as const];
  });
}

function oneOf(values: readonly string[]): string {
  return `Must be ${values.length === 1 ? '' : 'one of '}${values.join(', ')}.`;
}
