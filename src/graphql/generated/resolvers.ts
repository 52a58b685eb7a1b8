import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Account as AccountModel } from '../../model/account.js';
import type { AccountHealth, AccountFailure } from '../../upstream/account-health.js';
import type { LoadBalancer as LoadBalancerModel, Tag as TagModel } from '../../model/load-balancer.js';
import type { Connection, Edge, PageInfoValue, CoverageValue, CoverageFailureValue } from '../connection.js';
import type {
  Listener as ListenerModel,
  ListenerRule as ListenerRuleModel,
  PortRange as PortRangeModel,
  SessionPersistence as SessionPersistenceModel,
  HealthCheck as HealthCheckModel,
} from '../../model/listener.js';
import type { Backend as BackendModel } from '../../model/backend.js';
import type { HealthSummary as HealthSummaryModel } from '../../model/health-summary.js';
import type { BackendTargetValue, TargetValue } from '../resolvers/backend.js';
import type { InstanceValue } from '../resolvers/instance.js';
import type { ExplanationValue } from '../explain/explanation-value.js';
import type { Context } from '../context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** A point in time in UTC, RFC 3339: 2026-11-20T08:15:30.000Z. */
  DateTime: { input: Date | string; output: Date | string };
  /** An IPv4 or IPv6 address. */
  IP: { input: string; output: string };
  /** A JSON object, as a value: it has no sub-selection. */
  JSONObject: { input: Readonly<Record<string, unknown>>; output: Readonly<Record<string, unknown>> };
  /** An integer that is zero or more. */
  NonNegativeInt: { input: number; output: number };
  /** A TCP or UDP port number. */
  Port: { input: number; output: number };
};

/** A cloud account that this gateway reads from. */
export type Account = {
  readonly __typename?: 'Account';
  /** The dialect of the vendor's API that is spoken. */
  readonly api: Scalars['String']['output'];
  /** The configured id. Use it in filters and arguments. */
  readonly id: Scalars['ID']['output'];
  /** The account's machines: region after region, the vendor's order inside each. Null under an error if a region that it needs fails. One upstream call for each vendor page (100 rows or more), region and kind that is read. */
  readonly instances?: Maybe<InstanceConnection>;
  /** The account's load balancers: region after region, the vendor's order inside each. Null under an error if a region that it needs fails. One upstream call for each vendor page (100 rows or more) and region that is read. */
  readonly loadBalancers?: Maybe<LoadBalancerConnection>;
  /** The configured name. */
  readonly name: Scalars['String']['output'];
  /** The vendor product. */
  readonly provider: Provider;
  /** The regions that are read. Empty where the vendor has no regions. */
  readonly regions: ReadonlyArray<Scalars['String']['output']>;
  /** Whether this account is a simulated one, with made-up data. */
  readonly simulated: Scalars['Boolean']['output'];
  /** The vendor's site, where it has several. */
  readonly site?: Maybe<Scalars['String']['output']>;
  /** How this process fared with the account's vendor. Costs no upstream call. */
  readonly status: AccountStatus;
};

/** A cloud account that this gateway reads from. */
export type AccountInstancesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InstanceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InstanceOrder>;
};

/** A cloud account that this gateway reads from. */
export type AccountLoadBalancersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LoadBalancerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<LoadBalancerOrder>;
};

/** A failed upstream call. */
export type AccountError = {
  readonly __typename?: 'AccountError';
  /** When the call was sent. */
  readonly at: Scalars['DateTime']['output'];
  /** The code, as in an error's extensions.code. */
  readonly code: Scalars['String']['output'];
  /** What went wrong. */
  readonly message: Scalars['String']['output'];
};

/** What this process has seen of an account's vendor since it started. */
export type AccountStatus = {
  readonly __typename?: 'AccountStatus';
  /** When the newest call was sent. */
  readonly lastCallAt?: Maybe<Scalars['DateTime']['output']>;
  /** The newest failure, kept also after calls that succeed again. Null if none failed. */
  readonly lastError?: Maybe<AccountError>;
  /** Whether the newest finished call got an answer. Null before the first call. */
  readonly reachable?: Maybe<Scalars['Boolean']['output']>;
  /** How many calls are left of the quota that the vendor documents, as far as this process has used it. Null where the vendor documents none. */
  readonly upstreamBudgetLeft?: Maybe<Scalars['NonNegativeInt']['output']>;
};

/** One target as seen through one listener, and rule: a machine behind two listeners is two backends. */
export type Backend = Node & {
  readonly __typename?: 'Backend';
  /** The target's addresses, where the vendor's row carries them. No instance is looked up for them. */
  readonly addresses?: Maybe<ReadonlyArray<Scalars['IP']['output']>>;
  /** When the upstream call was sent that brought this record. */
  readonly asOf: Scalars['DateTime']['output'];
  /** When the binding was made. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the vendor's health check says; UNKNOWN where it has none. May cost further upstream calls: see the provider. */
  readonly health: BackendHealth;
  /** When the upstream call was sent that brought health. Null where the vendor has no health check. Costs what health costs. */
  readonly healthAsOf?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, stable. Pass it to node(id). */
  readonly id: Scalars['ID']['output'];
  /** The machine that receives the traffic; null when the target is none. id, vendorId, account, region and kind cost nothing, nor what the vendor's row carries; other fields cost one call for every 100 distinct machines, and one more for those not found where the vendor keeps some apart. */
  readonly instance?: Maybe<Instance>;
  /** The listener it is seen through. Null for a machine bound to a load balancer without listeners. No upstream call when it was reached from there; else one in a batch. */
  readonly listener?: Maybe<Listener>;
  /** The load balancer it stands behind. No upstream call when it was reached from there; else one in a batch. */
  readonly loadBalancer?: Maybe<LoadBalancer>;
  /** Its name, null if it has none. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The port on the target that receives traffic. */
  readonly port?: Maybe<Scalars['Port']['output']>;
  /** The layer-7 rule it is seen through, if any. No upstream call when it was reached from there. */
  readonly rule?: Maybe<ListenerRule>;
  /** Where the binding is in its life: not whether the target is healthy. */
  readonly status: BackendStatus;
  /** What receives the traffic. */
  readonly target: BackendTarget;
  /** Further fields of the vendor's record under the vendor's names, by an allow-list: never a secret. */
  readonly vendorFields?: Maybe<Scalars['JSONObject']['output']>;
  /** The vendor's own word for health. Costs what health costs. */
  readonly vendorHealth?: Maybe<Scalars['String']['output']>;
  /** The vendor's own id of the binding, where there is one. */
  readonly vendorId?: Maybe<Scalars['ID']['output']>;
  /** The vendor's own word for status. */
  readonly vendorStatus?: Maybe<Scalars['String']['output']>;
  /** Its share of the traffic, in the vendor's own scale. */
  readonly weight?: Maybe<Scalars['Int']['output']>;
};

/** A page of backends. */
export type BackendConnection = {
  readonly __typename?: 'BackendConnection';
  /** What the answer covers. */
  readonly coverage: Coverage;
  /** The items, each with its cursor. */
  readonly edges: ReadonlyArray<BackendEdge>;
  /** The items alone. */
  readonly nodes: ReadonlyArray<Backend>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Null if the vendor's answers do not add up. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A backend and its place in a list. */
export type BackendEdge = {
  readonly __typename?: 'BackendEdge';
  /** Opaque: pass it to after or before. */
  readonly cursor: Scalars['String']['output'];
  /** The backend. */
  readonly node: Backend;
};

/** Which backends to list. A list means any of its values, an empty one none; fields combine with and. Texts are literal: no wildcard, and upper and lower case differ. */
export type BackendFilter = {
  /** Only of these accounts, by id. Narrows which accounts are asked. */
  readonly account?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** One of its addresses is one of these, in whatever network. */
  readonly address?: InputMaybe<ReadonlyArray<Scalars['IP']['input']>>;
  /** Its health is one of these. Costs what health costs. */
  readonly health?: InputMaybe<ReadonlyArray<BackendHealth>>;
  /** It sends traffic to one of these machines: ids as Instance { id } gives them. Narrows which accounts are asked. */
  readonly instance?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The name is one of these, to the letter. */
  readonly name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** One of these stands in the name. At most 100. */
  readonly nameContains?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** It sends traffic to one of these ports. */
  readonly port?: InputMaybe<ReadonlyArray<Scalars['Port']['input']>>;
  /** Only of these providers. Narrows which accounts are asked. */
  readonly provider?: InputMaybe<ReadonlyArray<Provider>>;
  /** Only of these regions. Accounts without regions are left out. */
  readonly region?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Its target has one of these ids at the vendor, or is one of these addresses: machines, routers, whatever the vendor binds. */
  readonly targetId?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What it sends traffic to is one of these. */
  readonly targetKind?: InputMaybe<ReadonlyArray<BackendTargetKind>>;
  /** The vendor's id of the binding is one of these. Nothing matches where a vendor has none. */
  readonly vendorId?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Whether its weight is zero, so that it gets no traffic. One whose weight is not told matches neither. */
  readonly weightZero?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What a vendor's health check says of a backend. */
export type BackendHealth =
  /** Reported as faulty in another way. */
  | 'ABNORMAL'
  /** Not usable. */
  | 'DOWN'
  /** Not checked, not told, or a value that this gateway does not know: see vendorHealth. */
  | 'UNKNOWN'
  /** Usable. */
  | 'UP';

/** In which order backends stand. What has no value stands last in both directions; among equals, ascending ids. */
export type BackendOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** By what. */
  readonly field: BackendOrderField;
};

/** By what backends are ordered. */
export type BackendOrderField =
  /** By when they were bound. */
  | 'CREATED_AT'
  /** By health, in alphabetical order. Costs what health costs. */
  | 'HEALTH'
  /** By name, by Unicode code units. */
  | 'NAME'
  /** By status, in alphabetical order. */
  | 'STATUS';

/** Where a binding is in its life. */
export type BackendStatus =
  /** In service. */
  | 'ACTIVE'
  /** Being created. */
  | 'CREATING'
  /** Being deleted. */
  | 'DELETING'
  /** Switched off by its owner. */
  | 'DISABLED'
  /** Not told, or a value that this gateway does not know: see vendorStatus. */
  | 'UNKNOWN';

/** What receives a backend's traffic. */
export type BackendTarget = Instance | IpTarget | Router | UnknownTarget;

/** What a backend sends traffic to. */
export type BackendTargetKind =
  /** A machine. */
  | 'INSTANCE'
  /** An address that is no machine that the vendor tells of. */
  | 'IP'
  /** A vendor's router. */
  | 'ROUTER'
  /** A target of a kind that this gateway does not know. */
  | 'UNKNOWN';

/** A number of calls, as far as it can be told beforehand. */
export type CallRange = {
  readonly __typename?: 'CallRange';
  /** At most so many. Null where nothing bounds it (a list of unknown length is read as a whole), or only what so many rows would lead to that it is not counted. */
  readonly max?: Maybe<Scalars['NonNegativeInt']['output']>;
  /** At least so many. */
  readonly min: Scalars['NonNegativeInt']['output'];
};

/** A query that costs less. */
export type CheaperQuery = {
  readonly __typename?: 'CheaperQuery';
  /** How many calls fewer it takes. */
  readonly calls: Scalars['NonNegativeInt']['output'];
  /** The fields that are left out, as names (or aliases) joined by dots; several are divided by commas. */
  readonly without: Scalars['String']['output'];
};

/** What a list covers: how many places were asked, how many answered, and whether the answer is what a fault-free read would give. */
export type Coverage = {
  readonly __typename?: 'Coverage';
  /** How many of these sources answered. */
  readonly answered: Scalars['NonNegativeInt']['output'];
  /** Whether edges, their order and totalCount are what a fault-free read would give. False as soon as a source failed, a page was shorter than its total promises, or a row could not be read. */
  readonly exact: Scalars['Boolean']['output'];
  /** How many rows the vendors say the whole set has, as far as they were asked. Null where a vendor gives no total (then rows that it left out cannot be noticed), a source did not answer, or one was not asked because the page did not need it. */
  readonly expected?: Maybe<Scalars['NonNegativeInt']['output']>;
  /** One entry for each source that failed. Each also stands in errors. */
  readonly failures: ReadonlyArray<CoverageFailure>;
  /** Whether a vendor's own order changed while the list was scrolled. What it lists was then read once and stands in the order of ids, begun anew: items that were shown before may come again, and none is left out. Cursors from here on keep to that order. */
  readonly reordered: Scalars['Boolean']['output'];
  /** How many distinct rows were read to answer. */
  readonly seen: Scalars['NonNegativeInt']['output'];
  /** How many sources (an account in one region; an account where the vendor has no regions) this answer needs. */
  readonly sources: Scalars['NonNegativeInt']['output'];
};

/** A source that did not answer, and why. */
export type CoverageFailure = {
  readonly __typename?: 'CoverageFailure';
  /** The id of the account. */
  readonly account: Scalars['ID']['output'];
  /** The vendor's action that failed. */
  readonly action?: Maybe<Scalars['String']['output']>;
  /** What went wrong, as a code: the same as the error's extensions.code. */
  readonly code: Scalars['String']['output'];
  /** What went wrong, in a sentence. */
  readonly message: Scalars['String']['output'];
  /** The account's provider. */
  readonly provider: Provider;
  /** The region, null where the vendor has none. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** Whether asking again may help. */
  readonly retryable: Scalars['Boolean']['output'];
  /** When data was read that was at hand, too old to be served. Null if there was none. */
  readonly staleAsOf?: Maybe<Scalars['DateTime']['output']>;
};

/** What a query would cost in upstream calls, as far as that can be told without making one. */
export type Explanation = {
  readonly __typename?: 'Explanation';
  /** How many calls the query would take now. One number, told twice, where the lengths of all lists that it reads are remembered. */
  readonly calls: CallRange;
  /** Fields without which the query would take fewer calls, the most costly first. */
  readonly cheaper: ReadonlyArray<CheaperQuery>;
  /** What would be wrong with the query's answer, as far as that can be told: mistakes in it, limits, cursors that lead nowhere. What is refused takes no call. */
  readonly errors: ReadonlyArray<ExplanationError>;
  /** What the plan takes for granted that no vendor documents, one sentence each. */
  readonly inferences: ReadonlyArray<Scalars['String']['output']>;
  /** The fewest calls that can answer the query now, had all lengths been known beforehand; lists of unknown length count as if they were as short as can be. */
  readonly least: Scalars['NonNegativeInt']['output'];
  /** The calls, one entry for each place of the query, source and action; also those that need not be made because what they brought is at hand. */
  readonly steps: ReadonlyArray<ExplanationStep>;
};

/** An error of a query that was planned. */
export type ExplanationError = {
  readonly __typename?: 'ExplanationError';
  /** What went wrong, as a code: the same as an error's extensions.code. */
  readonly code: Scalars['String']['output'];
  /** What went wrong, in a sentence. */
  readonly message: Scalars['String']['output'];
  /** Where in the query, as names joined by dots; null where it is the query as a whole. */
  readonly path?: Maybe<Scalars['String']['output']>;
};

/** Calls of one action to one source that are made for one place of the query. */
export type ExplanationStep = {
  readonly __typename?: 'ExplanationStep';
  /** The id of the account. */
  readonly account: Scalars['ID']['output'];
  /** The vendor's action. */
  readonly action: Scalars['String']['output'];
  /** Whether what is at hand serves all of it. */
  readonly cached: Scalars['Boolean']['output'];
  /** When the oldest of what is at hand for it was read; null where nothing is. */
  readonly cachedAsOf?: Maybe<Scalars['DateTime']['output']>;
  /** How many calls. None where what they brought is at hand. */
  readonly calls: CallRange;
  /** The place of the query that needs them first, as names (or aliases) joined by dots. */
  readonly path: Scalars['String']['output'];
  /** The account's provider. */
  readonly provider: Provider;
  /** The region, null where the vendor has none. */
  readonly region?: Maybe<Scalars['String']['output']>;
};

/** How backends are checked. Fields are null where the vendor does not tell, or does not tell the unit. */
export type HealthCheck = {
  readonly __typename?: 'HealthCheck';
  /** Whether checks are made. */
  readonly enabled?: Maybe<Scalars['Boolean']['output']>;
  /** How many good checks make a backend healthy. */
  readonly healthyThreshold?: Maybe<Scalars['NonNegativeInt']['output']>;
  /** The host name that is asked for, for HTTP. */
  readonly host?: Maybe<Scalars['String']['output']>;
  /** Seconds between two checks. */
  readonly intervalSeconds?: Maybe<Scalars['NonNegativeInt']['output']>;
  /** The path that is asked for, for HTTP. */
  readonly path?: Maybe<Scalars['String']['output']>;
  /** The port that is checked, when it is not the backend's own. */
  readonly port?: Maybe<Scalars['Port']['output']>;
  /** What the check speaks. */
  readonly protocol: HealthCheckProtocol;
  /** Seconds until a check counts as failed. */
  readonly timeoutSeconds?: Maybe<Scalars['NonNegativeInt']['output']>;
  /** How many bad checks make a backend unhealthy. */
  readonly unhealthyThreshold?: Maybe<Scalars['NonNegativeInt']['output']>;
};

/** What a health check speaks. */
export type HealthCheckProtocol =
  /** An HTTP request. */
  | 'HTTP'
  /** A TCP connection. */
  | 'TCP'
  /** A UDP packet. */
  | 'UDP'
  /** Not told, or a value that this gateway does not know. */
  | 'UNKNOWN';

/** How the backends of something are, from one reading. */
export type HealthSummary = {
  readonly __typename?: 'HealthSummary';
  /** How many are ABNORMAL. */
  readonly abnormal: Scalars['NonNegativeInt']['output'];
  /** When the oldest of what it is made of was read. Null when there are no backends. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** How many are DOWN. */
  readonly down: Scalars['NonNegativeInt']['output'];
  /** How many backends there are. */
  readonly total: Scalars['NonNegativeInt']['output'];
  /** Of how many the health is not known. */
  readonly unknown: Scalars['NonNegativeInt']['output'];
  /** How many are UP. */
  readonly up: Scalars['NonNegativeInt']['output'];
  /** The sum of the weights. Null when that of one backend is not told. */
  readonly weightTotal?: Maybe<Scalars['NonNegativeInt']['output']>;
  /** The sum of the weights of those that are UP. Null when that of one of them is not told. */
  readonly weightUp?: Maybe<Scalars['NonNegativeInt']['output']>;
};

/** A machine, virtual or not. Under a backend, fields that the backend's row does not carry are looked up in batches of 100; if that fails they are null under an error. */
export type Instance = Node & {
  readonly __typename?: 'Instance';
  /** The account it belongs to. */
  readonly account: Account;
  /** When the upstream call was sent that brought this record. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** The backends that send traffic to it, of all load balancers of its account and region: the same ones that LoadBalancer.backends lists. Costs a call or two where the vendor can look a machine up, and the backends of the load balancers that it names; else every backend of the source once, kept for the next question. */
  readonly backends?: Maybe<BackendConnection>;
  /** When it was created. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, stable. Pass it to node(id). */
  readonly id: Scalars['ID']['output'];
  /** Virtual or not. */
  readonly kind?: Maybe<InstanceKind>;
  /** The load balancers that send traffic to it, each once, in the vendor's order. Costs what backends costs. */
  readonly loadBalancers?: Maybe<LoadBalancerConnection>;
  /** Its name, null if it has none. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Its addresses in private networks. */
  readonly privateAddresses?: Maybe<ReadonlyArray<Scalars['IP']['output']>>;
  /** Its addresses on the public internet. */
  readonly publicAddresses?: Maybe<ReadonlyArray<Scalars['IP']['output']>>;
  /** The configured region, null where the vendor has none. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** What it is doing. NOT_FOUND, without an error, when a backend names it and the vendor no longer has it. */
  readonly status?: Maybe<InstanceStatus>;
  /** Further fields of the vendor's record under the vendor's names, by an allow-list: never a secret. */
  readonly vendorFields?: Maybe<Scalars['JSONObject']['output']>;
  /** The vendor's id. */
  readonly vendorId: Scalars['ID']['output'];
  /** The vendor's own word for status. */
  readonly vendorStatus?: Maybe<Scalars['String']['output']>;
  /** The vendor's zone. */
  readonly zone?: Maybe<Scalars['String']['output']>;
};

/** A machine, virtual or not. Under a backend, fields that the backend's row does not carry are looked up in batches of 100; if that fails they are null under an error. */
export type InstanceBackendsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<BackendFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<BackendOrder>;
};

/** A machine, virtual or not. Under a backend, fields that the backend's row does not carry are looked up in batches of 100; if that fails they are null under an error. */
export type InstanceLoadBalancersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LoadBalancerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<LoadBalancerOrder>;
};

/** A page of machines. */
export type InstanceConnection = {
  readonly __typename?: 'InstanceConnection';
  /** What the answer covers. */
  readonly coverage: Coverage;
  /** The items, each with its cursor. */
  readonly edges: ReadonlyArray<InstanceEdge>;
  /** The items alone. */
  readonly nodes: ReadonlyArray<Instance>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Null if a source failed or its answers do not add up. Costs one smallest call for each source not read anyway. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A machine and its place in a list. */
export type InstanceEdge = {
  readonly __typename?: 'InstanceEdge';
  /** Opaque: pass it to after or before. */
  readonly cursor: Scalars['String']['output'];
  /** The machine. */
  readonly node: Instance;
};

/** Which machines to list. A list means any of its values, an empty one none; fields combine with and. Texts are literal: no wildcard, and upper and lower case differ. What vendors filter themselves costs only the pages that match (see the provider); anything else costs the whole list once, kept for the next question. */
export type InstanceFilter = {
  /** Only of these accounts, by id. Narrows which accounts are asked. */
  readonly account?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** It has one of these addresses, private or public. */
  readonly address?: InputMaybe<ReadonlyArray<Scalars['IP']['input']>>;
  /** The kind is one of these. */
  readonly kind?: InputMaybe<ReadonlyArray<InstanceKind>>;
  /** The name is one of these, to the letter. */
  readonly name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** One of these stands in the name. At most 100. */
  readonly nameContains?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only of these providers. Narrows which accounts are asked. */
  readonly provider?: InputMaybe<ReadonlyArray<Provider>>;
  /** Only of these regions. Accounts without regions are left out. */
  readonly region?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The status is one of these. */
  readonly status?: InputMaybe<ReadonlyArray<InstanceStatus>>;
  /** The vendor's id is one of these. */
  readonly vendorId?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** Whether a machine is virtual. */
export type InstanceKind =
  /** A physical machine. */
  | 'BARE_METAL'
  /** A virtual machine. */
  | 'VIRTUAL_MACHINE';

/** In which order machines stand. What has no value stands last in both directions; among equals, ascending ids. */
export type InstanceOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** By what. */
  readonly field: InstanceOrderField;
};

/** By what machines are ordered. */
export type InstanceOrderField =
  /** By when they were created. */
  | 'CREATED_AT'
  /** By name, by Unicode code units. */
  | 'NAME'
  /** By status, in alphabetical order. */
  | 'STATUS';

/** What a machine is doing. */
export type InstanceStatus =
  /** Creating or installing it failed. */
  | 'FAILED'
  /** Under maintenance: being reset, imaged, moved or repaired. */
  | 'MAINTENANCE'
  /** A backend names it and the vendor no longer has it. */
  | 'NOT_FOUND'
  /** Being created or set up. */
  | 'PENDING'
  /** Rebooting. */
  | 'REBOOTING'
  /** Running. */
  | 'RUNNING'
  /** Starting. */
  | 'STARTING'
  /** Stopped. */
  | 'STOPPED'
  /** Stopping. */
  | 'STOPPING'
  /** Suspended by the vendor, mostly for arrears. */
  | 'SUSPENDED'
  /** Deleted or being deleted, perhaps still recoverable. */
  | 'TERMINATED'
  /** Not told, or a value that this gateway does not know: see vendorStatus. */
  | 'UNKNOWN';

/** An address that receives traffic and is no machine that the vendor tells of. */
export type IpTarget = {
  readonly __typename?: 'IpTarget';
  /** The address. Null if the vendor's value is no address. */
  readonly address?: Maybe<Scalars['IP']['output']>;
};

/** A port, or some ports, on which a load balancer listens. */
export type Listener = Node & {
  readonly __typename?: 'Listener';
  /** When the upstream call was sent that brought this record. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Where it sends traffic: what is bound to itself, then what is bound to its rules, rule after rule. Batched where the vendor allows it, or one call for each load balancer; else one call, or one per instance kind, for each listener. */
  readonly backends?: Maybe<BackendConnection>;
  /** How its backends are: a count of each health, with weights. Null under an error when one of them could not be read. Costs what all its backends and their health cost, and nothing where they are read anyway. */
  readonly health?: Maybe<HealthSummary>;
  /** How it checks its backends. Null when the vendor tells nothing. */
  readonly healthCheck?: Maybe<HealthCheck>;
  /** Opaque, stable. Pass it to node(id). */
  readonly id: Scalars['ID']['output'];
  /** The load balancer it belongs to. No upstream call when it was reached from there; else one in a batch. */
  readonly loadBalancer?: Maybe<LoadBalancer>;
  /** Its name, null if it has none. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The port, when it is exactly one. */
  readonly port?: Maybe<Scalars['Port']['output']>;
  /** The ports on which it listens. Null if the vendor's value cannot be read. */
  readonly ports?: Maybe<ReadonlyArray<PortRange>>;
  /** What it speaks to clients. */
  readonly protocol: Protocol;
  /** Its layer-7 rules. Empty where it, or the vendor, has none. At most one call for each load balancer. */
  readonly rules?: Maybe<ListenerRuleConnection>;
  /** How it spreads connections over its backends. */
  readonly scheduler: Scheduler;
  /** How it keeps a client on one backend. Null when it does not. */
  readonly sessionPersistence?: Maybe<SessionPersistence>;
  /** Where it is in its life. */
  readonly status: ListenerStatus;
  /** Further fields of the vendor's record under the vendor's names, by an allow-list: never a secret. */
  readonly vendorFields?: Maybe<Scalars['JSONObject']['output']>;
  /** The vendor's id. */
  readonly vendorId: Scalars['ID']['output'];
  /** The vendor's own word for status. */
  readonly vendorStatus?: Maybe<Scalars['String']['output']>;
};

/** A port, or some ports, on which a load balancer listens. */
export type ListenerBackendsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<BackendFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<BackendOrder>;
};

/** A port, or some ports, on which a load balancer listens. */
export type ListenerRulesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of listeners. */
export type ListenerConnection = {
  readonly __typename?: 'ListenerConnection';
  /** What the answer covers. */
  readonly coverage: Coverage;
  /** The items, each with its cursor. */
  readonly edges: ReadonlyArray<ListenerEdge>;
  /** The items alone. */
  readonly nodes: ReadonlyArray<Listener>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Null if the vendor's answers do not add up. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A listener and its place in a list. */
export type ListenerEdge = {
  readonly __typename?: 'ListenerEdge';
  /** Opaque: pass it to after or before. */
  readonly cursor: Scalars['String']['output'];
  /** The listener. */
  readonly node: Listener;
};

/** Which listeners to list. A list means any of its values, an empty one none; fields combine with and. */
export type ListenerFilter = {
  /** It listens on one of these ports; one of a range is enough. */
  readonly port?: InputMaybe<ReadonlyArray<Scalars['Port']['input']>>;
  /** It speaks one of these. */
  readonly protocol?: InputMaybe<ReadonlyArray<Protocol>>;
  /** The status is one of these. */
  readonly status?: InputMaybe<ReadonlyArray<ListenerStatus>>;
};

/** In which order listeners stand. What has no value stands last in both directions; among equals, ascending ids. */
export type ListenerOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** By what. */
  readonly field: ListenerOrderField;
};

/** By what listeners are ordered. */
export type ListenerOrderField =
  /** By name, by Unicode code units. */
  | 'NAME'
  /** By status, in alphabetical order. */
  | 'STATUS';

/** A layer-7 rule of a listener: a domain and a path, with backends of its own. */
export type ListenerRule = Node & {
  readonly __typename?: 'ListenerRule';
  /** When the upstream call was sent that brought this record. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Where it sends traffic: the part of its listener's backends that is bound to this rule. */
  readonly backends?: Maybe<BackendConnection>;
  /** The domain it matches, as the vendor writes it. */
  readonly domain?: Maybe<Scalars['String']['output']>;
  /** How its backends are: a count of each health, with weights. Null under an error when one of them could not be read. Costs what all its backends and their health cost, and nothing where they are read anyway. */
  readonly health?: Maybe<HealthSummary>;
  /** How it checks its backends. Null when the vendor tells nothing. */
  readonly healthCheck?: Maybe<HealthCheck>;
  /** Opaque, stable. Pass it to node(id). */
  readonly id: Scalars['ID']['output'];
  /** The listener it belongs to. */
  readonly listener?: Maybe<Listener>;
  /** The path it matches, as the vendor writes it. */
  readonly path?: Maybe<Scalars['String']['output']>;
  /** Where it is in its life. */
  readonly status: ListenerStatus;
  /** The vendor's id. */
  readonly vendorId: Scalars['ID']['output'];
  /** The vendor's own word for status. */
  readonly vendorStatus?: Maybe<Scalars['String']['output']>;
};

/** A layer-7 rule of a listener: a domain and a path, with backends of its own. */
export type ListenerRuleBackendsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<BackendFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<BackendOrder>;
};

/** A page of layer-7 rules. */
export type ListenerRuleConnection = {
  readonly __typename?: 'ListenerRuleConnection';
  /** What the answer covers. */
  readonly coverage: Coverage;
  /** The items, each with its cursor. */
  readonly edges: ReadonlyArray<ListenerRuleEdge>;
  /** The items alone. */
  readonly nodes: ReadonlyArray<ListenerRule>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Null if the vendor's answers do not add up. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A layer-7 rule and its place in a list. */
export type ListenerRuleEdge = {
  readonly __typename?: 'ListenerRuleEdge';
  /** Opaque: pass it to after or before. */
  readonly cursor: Scalars['String']['output'];
  /** The rule. */
  readonly node: ListenerRule;
};

/** Where a listener or rule is in its life. */
export type ListenerStatus =
  /** In service. */
  | 'ACTIVE'
  /** Being created. */
  | 'CREATING'
  /** Being deleted. */
  | 'DELETING'
  /** Switched off by its owner. */
  | 'DISABLED'
  /** Creating or deleting it failed. */
  | 'FAILED'
  /** Not told, or a value that this gateway does not know: see vendorStatus. */
  | 'UNKNOWN';

/** What a vendor calls a load balancer. */
export type LoadBalancer = Node & {
  readonly __typename?: 'LoadBalancer';
  /** The account it belongs to. */
  readonly account: Account;
  /** The addresses on which it listens. */
  readonly addresses?: Maybe<ReadonlyArray<Scalars['IP']['output']>>;
  /** When the upstream call was sent that brought this record. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Its backends, listener after listener: the same ones as under listeners; without listeners, what is bound to itself. Needs all its listeners and, where the vendor has no batch call, one call or two per listener read. */
  readonly backends?: Maybe<BackendConnection>;
  /** When it was created. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its domain name, where the vendor gives one. */
  readonly domain?: Maybe<Scalars['String']['output']>;
  /** How its backends are: a count of each health, with weights. Null under an error when one of them could not be read. Costs what all its backends and their health cost, and nothing where they are read anyway. */
  readonly health?: Maybe<HealthSummary>;
  /** Opaque, stable. Pass it to node(id). */
  readonly id: Scalars['ID']['output'];
  /** The distinct machines behind it, in the order in which its backends name them. Costs what all its backends cost. */
  readonly instances?: Maybe<InstanceConnection>;
  /** What it listens on, in the vendor's order. Usually comes with the load balancers' own page or in batches: see the provider. */
  readonly listeners?: Maybe<ListenerConnection>;
  /** Its name, null if it has none. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The vendor's id of the network it stands in. */
  readonly networkId?: Maybe<Scalars['String']['output']>;
  /** The vendor product. */
  readonly provider: Provider;
  /** The configured region, null where the vendor has none. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** Whether it is reached from the public internet. */
  readonly scheme: Scheme;
  /** Where it is in its life. */
  readonly status: LoadBalancerStatus;
  /** Its tags, where the vendor tells their keys. */
  readonly tags?: Maybe<ReadonlyArray<Tag>>;
  /** Further fields of the vendor's record under the vendor's names, by an allow-list: never a secret. */
  readonly vendorFields?: Maybe<Scalars['JSONObject']['output']>;
  /** The vendor's id. */
  readonly vendorId: Scalars['ID']['output'];
  /** The vendor's own word for status. */
  readonly vendorStatus?: Maybe<Scalars['String']['output']>;
  /** The vendor's zone. */
  readonly zone?: Maybe<Scalars['String']['output']>;
};

/** What a vendor calls a load balancer. */
export type LoadBalancerBackendsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<BackendFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<BackendOrder>;
};

/** What a vendor calls a load balancer. */
export type LoadBalancerInstancesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InstanceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InstanceOrder>;
};

/** What a vendor calls a load balancer. */
export type LoadBalancerListenersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ListenerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ListenerOrder>;
};

/** A page of load balancers. */
export type LoadBalancerConnection = {
  readonly __typename?: 'LoadBalancerConnection';
  /** What the answer covers. */
  readonly coverage: Coverage;
  /** The items, each with its cursor. */
  readonly edges: ReadonlyArray<LoadBalancerEdge>;
  /** The items alone. */
  readonly nodes: ReadonlyArray<LoadBalancer>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Null if a source failed or its answers do not add up. Costs one smallest call for each source not read anyway. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A load balancer and its place in a list. */
export type LoadBalancerEdge = {
  readonly __typename?: 'LoadBalancerEdge';
  /** Opaque: pass it to after or before. */
  readonly cursor: Scalars['String']['output'];
  /** The load balancer. */
  readonly node: LoadBalancer;
};

/** Which load balancers to list. A list means any of its values, an empty one none; fields combine with and. Texts are literal: no wildcard, and upper and lower case differ. What vendors filter themselves costs only the pages that match (see the provider); anything else costs the whole list once, kept for the next question. */
export type LoadBalancerFilter = {
  /** Only of these accounts, by id. Narrows which accounts are asked. */
  readonly account?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** It listens on one of these addresses. */
  readonly address?: InputMaybe<ReadonlyArray<Scalars['IP']['input']>>;
  /** Whether it has no backends at all. Costs the backends of all load balancers that the other fields leave, unless the vendor filters by it. */
  readonly hasNoBackends?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether one of its backends is DOWN or ABNORMAL. Costs the backends and health of all load balancers that the other fields leave. */
  readonly hasUnhealthyBackends?: InputMaybe<Scalars['Boolean']['input']>;
  /** The name is one of these, to the letter. */
  readonly name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** One of these stands in the name. At most 100. */
  readonly nameContains?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only of these providers. Narrows which accounts are asked. */
  readonly provider?: InputMaybe<ReadonlyArray<Provider>>;
  /** Only of these regions. Accounts without regions are left out. */
  readonly region?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The scheme is one of these. */
  readonly scheme?: InputMaybe<ReadonlyArray<Scheme>>;
  /** The status is one of these. */
  readonly status?: InputMaybe<ReadonlyArray<LoadBalancerStatus>>;
  /** It has one of these tags. Nothing matches where a vendor does not tell tags. */
  readonly tag?: InputMaybe<ReadonlyArray<TagFilter>>;
  /** The vendor's id is one of these. */
  readonly vendorId?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** In which order load balancers stand. What has no value stands last in both directions; among equals, ascending ids. */
export type LoadBalancerOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** By what. */
  readonly field: LoadBalancerOrderField;
};

/** By what load balancers are ordered. */
export type LoadBalancerOrderField =
  /** By when they were created. */
  | 'CREATED_AT'
  /** By name, by Unicode code units. */
  | 'NAME'
  /** By status, in alphabetical order. */
  | 'STATUS';

/** Where a load balancer is in its life. */
export type LoadBalancerStatus =
  /** In service. */
  | 'ACTIVE'
  /** Being created. */
  | 'CREATING'
  /** Deleted, perhaps still recoverable. */
  | 'DELETED'
  /** Stopped by its owner. */
  | 'STOPPED'
  /** Suspended by the vendor, mostly for arrears. */
  | 'SUSPENDED'
  /** Not told, or a value that this gateway does not know: see vendorStatus. */
  | 'UNKNOWN';

/** An object that can be fetched again by its id. */
export type Node = {
  /** Opaque, stable across restarts and replicas. Pass it to node(id). */
  readonly id: Scalars['ID']['output'];
};

/** Which end of an order comes first. */
export type OrderDirection =
  /** The smallest, or earliest, first. */
  | 'ASC'
  /** The greatest, or latest, first. */
  | 'DESC';

/** Where a page stands in its whole list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the page's last edge: pass it to after, with first. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more items follow this page. True also while an account that should have answered did not. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether items stand before this page. Where nothing is left in front of a cursor in its own source, the sources before it are asked: a call each, until one has items. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first edge: pass it to before, with last. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Ports from one to another, both included. */
export type PortRange = {
  readonly __typename?: 'PortRange';
  /** The first port. */
  readonly from: Scalars['Port']['output'];
  /** The last port; the same as from when it is one. */
  readonly to: Scalars['Port']['output'];
};

/** What a listener speaks to clients. */
export type Protocol =
  /** HTTP in clear. */
  | 'HTTP'
  /** HTTP over TLS, ended at the load balancer. */
  | 'HTTPS'
  /** QUIC. */
  | 'QUIC'
  /** TCP. */
  | 'TCP'
  /** TCP over TLS, ended at the load balancer. */
  | 'TCP_SSL'
  /** UDP. */
  | 'UDP'
  /** Not told, or a value that this gateway does not know. */
  | 'UNKNOWN';

/** A vendor product that load balancers are read from. */
export type Provider =
  /** QingCloud load balancers. Listeners come with the load balancers' pages (100 each); backends inlined in listeners, 100 listeners a call, or with health by 100 backends a call. It filters load balancers by id (up to 100) and by the statuses CREATING, ACTIVE, STOPPED and SUSPENDED, machines by id (up to 100), RUNNING and STOPPED, and backends below one listener by id. Names, addresses and tags are compared here. It looks no machine and no address up: all backends of the zone are read once and kept. */
  | 'QINGCLOUD'
  /** Tencent Cloud load balancers of bare metal machines, by API 2.0 or 3.0, which cost the same. Listeners cost one call for each load balancer while only name, protocol, port and status are selected, else two, one for each layer; the one of layer 7 brings its rules with their backends. Backends of layer 4 cost one call for each listener. Health comes with them. It filters load balancers by id and public IPv4 address (up to 20), one name or one scheme, machines by id (up to 100), private IPv4 address (up to 20) or one name. A machine is looked up in one call, which names its listeners and rules, in its network, which another call tells unless it is known; for an address all backends are read once and kept. A machine in the recycle bin is found by its id in API 2.0 alone. */
  | 'TENCENT_BMLB'
  /** Tencent Cloud load balancers, classic and application ones, by API 2.0 or 3.0, which cost the same. Listeners cost one call for each load balancer, their rules inside; backends another one, which brings those of all its listeners and rules. Health costs one call for each classic load balancer and one for 30 application ones. It filters load balancers by id and IPv4 address (up to 20), one name, PRIVATE (by API 3.0 also PUBLIC), and hasNoBackends, machines by id (up to 100), one name or one status, by API 2.0 also by IPv4 address (up to 20). A machine is looked up by its private addresses in one call, an address by API 2.0 in two, as a private and as a public one; then come the backends of the load balancers that are named. For an address all backends are read once and kept by API 3.0, which finds those of machines only. */
  | 'TENCENT_CLB'
  /** Zenlayer bare metal cloud load balancers. Listeners cost one call for 100 load balancers; backends one call for each listener and instance kind. It has no health check to ask: health is UNKNOWN. It filters load balancers by id (up to 100), one name or one tag, machines by id and kind, backends below one listener by id or one name; machines also by one name or status where the account is set to bare metal only. Addresses are compared here. It looks no machine and no address up: all backends are read once and kept. */
  | 'ZENLAYER_BMC'
  /** Zenlayer load balancers for elastic compute. Listeners cost one call for each load balancer; backends another one, which brings those of all its listeners, with name, protocol and ports of these, and with health at no further call. It filters load balancers by id (up to 100), one name or one tag, machines by id (up to 100), one name or one status. Addresses are compared here. It looks no machine and no address up: all backends are read once and kept. */
  | 'ZENLAYER_ZLB';

/** Where every question starts. Everything here only reads; nothing is ever changed at a vendor. */
export type Query = {
  readonly __typename?: 'Query';
  /** One account by its configured id. Null with BAD_USER_INPUT if there is none that you may see. Costs no upstream call. */
  readonly account?: Maybe<Account>;
  /** The cloud accounts that you may see, in configured order. Costs no upstream call. */
  readonly accounts: ReadonlyArray<Account>;
  /** The reverse look-up: which backends, of all accounts that you may see, match. Source after source, load balancer after load balancer, in the order in which LoadBalancer.backends lists them. Accounts that fail stand in coverage and errors, the others' backends come all the same: null only under BAD_USER_INPUT. When nothing is found, coverage tells whether every place was read: exact only then. A machine or an address costs a call or two for each source where the vendor can look it up, and the backends of what it names; anything else costs every backend of the sources once, kept for the next question. */
  readonly backends?: Maybe<BackendConnection>;
  /** Plans a query without running it: which upstream calls it would take, and why. Costs no upstream call. Your own limits and grants hold for the inner query; its errors are told in errors. Null under an error if the inner query asks for explain itself. */
  readonly explain?: Maybe<Explanation>;
  /** One machine by the vendor's own id. Null if the vendor has none. One upstream call, one for each kind where the vendor keeps kinds in several services. */
  readonly instance?: Maybe<Instance>;
  /** Machines of all accounts that you may see: accounts in configured order, the vendor's order inside each. Accounts that fail stand in coverage and errors, the others' edges come all the same: null only under BAD_USER_INPUT. */
  readonly instances?: Maybe<InstanceConnection>;
  /** One load balancer by the vendor's own id. Null if the vendor has none. One upstream call, none while it is cached. */
  readonly loadBalancer?: Maybe<LoadBalancer>;
  /** Load balancers of all accounts that you may see: accounts in configured order, the vendor's order inside each. Accounts that fail stand in coverage and errors, the others' edges come all the same: null only under BAD_USER_INPUT. Sources are read one after another, only as many as the page needs; totalCount asks all of them. */
  readonly loadBalancers?: Maybe<LoadBalancerConnection>;
  /** Fetches any object again by its id. Null if it is gone; null with BAD_USER_INPUT if the id is malformed or of an account that you may not see. Costs at most one upstream call, none while the object is cached. */
  readonly node?: Maybe<Node>;
  /** Fetches several objects by their ids, in the given order. Ids of one account and kind share upstream calls. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
};

/** Where every question starts. Everything here only reads; nothing is ever changed at a vendor. */
export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};

/** Where every question starts. Everything here only reads; nothing is ever changed at a vendor. */
export type QueryBackendsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter: BackendFilter;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<BackendOrder>;
};

/** Where every question starts. Everything here only reads; nothing is ever changed at a vendor. */
export type QueryExplainArgs = {
  operationName?: InputMaybe<Scalars['String']['input']>;
  query: Scalars['String']['input'];
  variables?: InputMaybe<Scalars['JSONObject']['input']>;
};

/** Where every question starts. Everything here only reads; nothing is ever changed at a vendor. */
export type QueryInstanceArgs = {
  account: Scalars['ID']['input'];
  region?: InputMaybe<Scalars['String']['input']>;
  vendorId: Scalars['ID']['input'];
};

/** Where every question starts. Everything here only reads; nothing is ever changed at a vendor. */
export type QueryInstancesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InstanceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InstanceOrder>;
};

/** Where every question starts. Everything here only reads; nothing is ever changed at a vendor. */
export type QueryLoadBalancerArgs = {
  account: Scalars['ID']['input'];
  region?: InputMaybe<Scalars['String']['input']>;
  vendorId: Scalars['ID']['input'];
};

/** Where every question starts. Everything here only reads; nothing is ever changed at a vendor. */
export type QueryLoadBalancersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LoadBalancerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<LoadBalancerOrder>;
};

/** Where every question starts. Everything here only reads; nothing is ever changed at a vendor. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};

/** Where every question starts. Everything here only reads; nothing is ever changed at a vendor. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};

/** A vendor's router that receives traffic in a machine's place. */
export type Router = {
  readonly __typename?: 'Router';
  /** Its name, null if it has none or the vendor no longer has it. Costs one call for every 100 distinct routers. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The vendor's id. No upstream call. */
  readonly vendorId: Scalars['ID']['output'];
};

/** How connections are spread over backends. */
export type Scheduler =
  /** To the backend with the fewest connections. */
  | 'LEAST_CONNECTIONS'
  /** In turn, all alike. */
  | 'ROUND_ROBIN'
  /** By the client's address. */
  | 'SOURCE_IP'
  /** Not told, or a value that this gateway does not know. */
  | 'UNKNOWN'
  /** To the backend with the fewest connections, by weight. */
  | 'WEIGHTED_LEAST_CONNECTIONS'
  /** In turn, by weight. */
  | 'WEIGHTED_ROUND_ROBIN';

/** From where a load balancer is reached. */
export type Scheme =
  /** From a private network only. */
  | 'PRIVATE'
  /** From the public internet. */
  | 'PUBLIC'
  /** The vendor does not tell. */
  | 'UNKNOWN';

/** How a listener keeps a client on one backend. */
export type SessionPersistence = {
  readonly __typename?: 'SessionPersistence';
  /** The cookie's name, where one is configured. */
  readonly cookieName?: Maybe<Scalars['String']['output']>;
  /** For how long, in seconds. Null when the vendor's default holds or it is not told. */
  readonly timeoutSeconds?: Maybe<Scalars['NonNegativeInt']['output']>;
  /** By what a client is recognised. */
  readonly type: SessionPersistenceType;
};

/** By what a listener recognises a client. */
export type SessionPersistenceType =
  /** By a cookie of the backend, as it is. */
  | 'COOKIE_APPLICATION'
  /** By a cookie that the load balancer inserts. */
  | 'COOKIE_INSERT'
  /** By a cookie of the backend that the load balancer prefixes. */
  | 'COOKIE_PREFIX'
  /** By a cookie of the backend that the load balancer rewrites. */
  | 'COOKIE_REWRITE'
  /** By the client's address. */
  | 'SOURCE_IP'
  /** Not told, or a way that this gateway does not know. */
  | 'UNKNOWN';

/** A key and a value that somebody put on an object. */
export type Tag = {
  readonly __typename?: 'Tag';
  /** The tag's key. */
  readonly key: Scalars['String']['output'];
  /** The tag's value. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** Which tags to look for. */
export type TagFilter = {
  /** The tag's key. */
  readonly key: Scalars['String']['input'];
  /** The tag's value; left out or null: any. */
  readonly value?: InputMaybe<Scalars['String']['input']>;
};

/** A target of a kind that this gateway does not know. */
export type UnknownTarget = {
  readonly __typename?: 'UnknownTarget';
  /** The vendor's own value for the target. */
  readonly vendorId: Scalars['ID']['output'];
};

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<
  TResult,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<
  TResult,
  TKey extends string,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<
  TTypes,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
> = (parent: TParent, context: TContext, info: GraphQLResolveInfo) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  obj: T,
  context: TContext,
  info: GraphQLResolveInfo,
) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<
  TResult = Record<PropertyKey, never>,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: BackendModel | InstanceValue | ListenerModel | ListenerRuleModel | LoadBalancerModel;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountModel>;
  AccountError: ResolverTypeWrapper<AccountFailure>;
  AccountStatus: ResolverTypeWrapper<AccountHealth>;
  Backend: ResolverTypeWrapper<BackendModel>;
  BackendConnection: ResolverTypeWrapper<Connection<BackendModel>>;
  BackendEdge: ResolverTypeWrapper<Edge<BackendModel>>;
  BackendFilter: BackendFilter;
  BackendHealth: BackendHealth;
  BackendOrder: BackendOrder;
  BackendOrderField: BackendOrderField;
  BackendStatus: BackendStatus;
  BackendTarget: ResolverTypeWrapper<BackendTargetValue>;
  BackendTargetKind: BackendTargetKind;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CallRange: ResolverTypeWrapper<CallRange>;
  CheaperQuery: ResolverTypeWrapper<CheaperQuery>;
  Coverage: ResolverTypeWrapper<CoverageValue>;
  CoverageFailure: ResolverTypeWrapper<CoverageFailureValue>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Explanation: ResolverTypeWrapper<ExplanationValue>;
  ExplanationError: ResolverTypeWrapper<ExplanationError>;
  ExplanationStep: ResolverTypeWrapper<
    Omit<ExplanationStep, 'provider'> & { provider: ResolversTypes['Provider'] }
  >;
  HealthCheck: ResolverTypeWrapper<HealthCheckModel>;
  HealthCheckProtocol: HealthCheckProtocol;
  HealthSummary: ResolverTypeWrapper<HealthSummaryModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IP: ResolverTypeWrapper<Scalars['IP']['output']>;
  Instance: ResolverTypeWrapper<InstanceValue>;
  InstanceConnection: ResolverTypeWrapper<Connection<InstanceValue>>;
  InstanceEdge: ResolverTypeWrapper<Edge<InstanceValue>>;
  InstanceFilter: InstanceFilter;
  InstanceKind: InstanceKind;
  InstanceOrder: InstanceOrder;
  InstanceOrderField: InstanceOrderField;
  InstanceStatus: InstanceStatus;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IpTarget: ResolverTypeWrapper<TargetValue>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  Listener: ResolverTypeWrapper<ListenerModel>;
  ListenerConnection: ResolverTypeWrapper<Connection<ListenerModel>>;
  ListenerEdge: ResolverTypeWrapper<Edge<ListenerModel>>;
  ListenerFilter: ListenerFilter;
  ListenerOrder: ListenerOrder;
  ListenerOrderField: ListenerOrderField;
  ListenerRule: ResolverTypeWrapper<ListenerRuleModel>;
  ListenerRuleConnection: ResolverTypeWrapper<Connection<ListenerRuleModel>>;
  ListenerRuleEdge: ResolverTypeWrapper<Edge<ListenerRuleModel>>;
  ListenerStatus: ListenerStatus;
  LoadBalancer: ResolverTypeWrapper<LoadBalancerModel>;
  LoadBalancerConnection: ResolverTypeWrapper<Connection<LoadBalancerModel>>;
  LoadBalancerEdge: ResolverTypeWrapper<Edge<LoadBalancerModel>>;
  LoadBalancerFilter: LoadBalancerFilter;
  LoadBalancerOrder: LoadBalancerOrder;
  LoadBalancerOrderField: LoadBalancerOrderField;
  LoadBalancerStatus: LoadBalancerStatus;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NonNegativeInt: ResolverTypeWrapper<Scalars['NonNegativeInt']['output']>;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfoValue>;
  Port: ResolverTypeWrapper<Scalars['Port']['output']>;
  PortRange: ResolverTypeWrapper<PortRangeModel>;
  Protocol: Protocol;
  Provider: ResolverTypeWrapper<string>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Router: ResolverTypeWrapper<TargetValue>;
  Scheduler: Scheduler;
  Scheme: Scheme;
  SessionPersistence: ResolverTypeWrapper<SessionPersistenceModel>;
  SessionPersistenceType: SessionPersistenceType;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Tag: ResolverTypeWrapper<TagModel>;
  TagFilter: TagFilter;
  UnknownTarget: ResolverTypeWrapper<TargetValue>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountModel;
  AccountError: AccountFailure;
  AccountStatus: AccountHealth;
  Backend: BackendModel;
  BackendConnection: Connection<BackendModel>;
  BackendEdge: Edge<BackendModel>;
  BackendFilter: BackendFilter;
  BackendOrder: BackendOrder;
  BackendTarget: BackendTargetValue;
  Boolean: Scalars['Boolean']['output'];
  CallRange: CallRange;
  CheaperQuery: CheaperQuery;
  Coverage: CoverageValue;
  CoverageFailure: CoverageFailureValue;
  DateTime: Scalars['DateTime']['output'];
  Explanation: ExplanationValue;
  ExplanationError: ExplanationError;
  ExplanationStep: ExplanationStep;
  HealthCheck: HealthCheckModel;
  HealthSummary: HealthSummaryModel;
  ID: Scalars['ID']['output'];
  IP: Scalars['IP']['output'];
  Instance: InstanceValue;
  InstanceConnection: Connection<InstanceValue>;
  InstanceEdge: Edge<InstanceValue>;
  InstanceFilter: InstanceFilter;
  InstanceOrder: InstanceOrder;
  Int: Scalars['Int']['output'];
  IpTarget: TargetValue;
  JSONObject: Scalars['JSONObject']['output'];
  Listener: ListenerModel;
  ListenerConnection: Connection<ListenerModel>;
  ListenerEdge: Edge<ListenerModel>;
  ListenerFilter: ListenerFilter;
  ListenerOrder: ListenerOrder;
  ListenerRule: ListenerRuleModel;
  ListenerRuleConnection: Connection<ListenerRuleModel>;
  ListenerRuleEdge: Edge<ListenerRuleModel>;
  LoadBalancer: LoadBalancerModel;
  LoadBalancerConnection: Connection<LoadBalancerModel>;
  LoadBalancerEdge: Edge<LoadBalancerModel>;
  LoadBalancerFilter: LoadBalancerFilter;
  LoadBalancerOrder: LoadBalancerOrder;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NonNegativeInt: Scalars['NonNegativeInt']['output'];
  PageInfo: PageInfoValue;
  Port: Scalars['Port']['output'];
  PortRange: PortRangeModel;
  Query: Record<PropertyKey, never>;
  Router: TargetValue;
  SessionPersistence: SessionPersistenceModel;
  String: Scalars['String']['output'];
  Tag: TagModel;
  TagFilter: TagFilter;
  UnknownTarget: TargetValue;
};

export type AccountResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'],
> = {
  api?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instances?: Resolver<
    Maybe<ResolversTypes['InstanceConnection']>,
    ParentType,
    ContextType,
    Partial<AccountInstancesArgs>
  >;
  loadBalancers?: Resolver<
    Maybe<ResolversTypes['LoadBalancerConnection']>,
    ParentType,
    ContextType,
    Partial<AccountLoadBalancersArgs>
  >;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  regions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  simulated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AccountStatus'], ParentType, ContextType>;
};

export type AccountErrorResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccountError'] = ResolversParentTypes['AccountError'],
> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AccountStatusResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccountStatus'] = ResolversParentTypes['AccountStatus'],
> = {
  lastCallAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['AccountError']>, ParentType, ContextType>;
  reachable?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  upstreamBudgetLeft?: Resolver<Maybe<ResolversTypes['NonNegativeInt']>, ParentType, ContextType>;
};

export type BackendResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Backend'] = ResolversParentTypes['Backend'],
> = {
  addresses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['IP']>>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  health?: Resolver<ResolversTypes['BackendHealth'], ParentType, ContextType>;
  healthAsOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instance?: Resolver<Maybe<ResolversTypes['Instance']>, ParentType, ContextType>;
  listener?: Resolver<Maybe<ResolversTypes['Listener']>, ParentType, ContextType>;
  loadBalancer?: Resolver<Maybe<ResolversTypes['LoadBalancer']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  port?: Resolver<Maybe<ResolversTypes['Port']>, ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['ListenerRule']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BackendStatus'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['BackendTarget'], ParentType, ContextType>;
  vendorFields?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  vendorHealth?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vendorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  vendorStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  weight?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BackendConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['BackendConnection'] = ResolversParentTypes['BackendConnection'],
> = {
  coverage?: Resolver<ResolversTypes['Coverage'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['BackendEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Backend']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type BackendEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['BackendEdge'] = ResolversParentTypes['BackendEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Backend'], ParentType, ContextType>;
};

export type BackendTargetResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['BackendTarget'] = ResolversParentTypes['BackendTarget'],
> = {
  __resolveType: TypeResolveFn<'Instance' | 'IpTarget' | 'Router' | 'UnknownTarget', ParentType, ContextType>;
};

export type CallRangeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['CallRange'] = ResolversParentTypes['CallRange'],
> = {
  max?: Resolver<Maybe<ResolversTypes['NonNegativeInt']>, ParentType, ContextType>;
  min?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
};

export type CheaperQueryResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['CheaperQuery'] = ResolversParentTypes['CheaperQuery'],
> = {
  calls?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
  without?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CoverageResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Coverage'] = ResolversParentTypes['Coverage'],
> = {
  answered?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
  exact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['NonNegativeInt']>, ParentType, ContextType>;
  failures?: Resolver<ReadonlyArray<ResolversTypes['CoverageFailure']>, ParentType, ContextType>;
  reordered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  seen?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
  sources?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
};

export type CoverageFailureResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['CoverageFailure'] = ResolversParentTypes['CoverageFailure'],
> = {
  account?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  action?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  staleAsOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type ExplanationResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Explanation'] = ResolversParentTypes['Explanation'],
> = {
  calls?: Resolver<ResolversTypes['CallRange'], ParentType, ContextType>;
  cheaper?: Resolver<ReadonlyArray<ResolversTypes['CheaperQuery']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['ExplanationError']>, ParentType, ContextType>;
  inferences?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  least?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['ExplanationStep']>, ParentType, ContextType>;
};

export type ExplanationErrorResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ExplanationError'] = ResolversParentTypes['ExplanationError'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ExplanationStepResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ExplanationStep'] = ResolversParentTypes['ExplanationStep'],
> = {
  account?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cached?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cachedAsOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  calls?: Resolver<ResolversTypes['CallRange'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HealthCheckResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['HealthCheck'] = ResolversParentTypes['HealthCheck'],
> = {
  enabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  healthyThreshold?: Resolver<Maybe<ResolversTypes['NonNegativeInt']>, ParentType, ContextType>;
  host?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  intervalSeconds?: Resolver<Maybe<ResolversTypes['NonNegativeInt']>, ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  port?: Resolver<Maybe<ResolversTypes['Port']>, ParentType, ContextType>;
  protocol?: Resolver<ResolversTypes['HealthCheckProtocol'], ParentType, ContextType>;
  timeoutSeconds?: Resolver<Maybe<ResolversTypes['NonNegativeInt']>, ParentType, ContextType>;
  unhealthyThreshold?: Resolver<Maybe<ResolversTypes['NonNegativeInt']>, ParentType, ContextType>;
};

export type HealthSummaryResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['HealthSummary'] = ResolversParentTypes['HealthSummary'],
> = {
  abnormal?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  down?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
  unknown?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
  up?: Resolver<ResolversTypes['NonNegativeInt'], ParentType, ContextType>;
  weightTotal?: Resolver<Maybe<ResolversTypes['NonNegativeInt']>, ParentType, ContextType>;
  weightUp?: Resolver<Maybe<ResolversTypes['NonNegativeInt']>, ParentType, ContextType>;
};

export interface IpScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IP'], any> {
  name: 'IP';
}

export type InstanceResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Instance'] = ResolversParentTypes['Instance'],
> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  backends?: Resolver<
    Maybe<ResolversTypes['BackendConnection']>,
    ParentType,
    ContextType,
    Partial<InstanceBackendsArgs>
  >;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['InstanceKind']>, ParentType, ContextType>;
  loadBalancers?: Resolver<
    Maybe<ResolversTypes['LoadBalancerConnection']>,
    ParentType,
    ContextType,
    Partial<InstanceLoadBalancersArgs>
  >;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  privateAddresses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['IP']>>, ParentType, ContextType>;
  publicAddresses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['IP']>>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['InstanceStatus']>, ParentType, ContextType>;
  vendorFields?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  vendorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  vendorStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  zone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstanceConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['InstanceConnection'] = ResolversParentTypes['InstanceConnection'],
> = {
  coverage?: Resolver<ResolversTypes['Coverage'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['InstanceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Instance']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type InstanceEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['InstanceEdge'] = ResolversParentTypes['InstanceEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Instance'], ParentType, ContextType>;
};

export type IpTargetResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['IpTarget'] = ResolversParentTypes['IpTarget'],
> = {
  address?: Resolver<Maybe<ResolversTypes['IP']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type ListenerResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Listener'] = ResolversParentTypes['Listener'],
> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  backends?: Resolver<
    Maybe<ResolversTypes['BackendConnection']>,
    ParentType,
    ContextType,
    Partial<ListenerBackendsArgs>
  >;
  health?: Resolver<Maybe<ResolversTypes['HealthSummary']>, ParentType, ContextType>;
  healthCheck?: Resolver<Maybe<ResolversTypes['HealthCheck']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loadBalancer?: Resolver<Maybe<ResolversTypes['LoadBalancer']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  port?: Resolver<Maybe<ResolversTypes['Port']>, ParentType, ContextType>;
  ports?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PortRange']>>, ParentType, ContextType>;
  protocol?: Resolver<ResolversTypes['Protocol'], ParentType, ContextType>;
  rules?: Resolver<
    Maybe<ResolversTypes['ListenerRuleConnection']>,
    ParentType,
    ContextType,
    Partial<ListenerRulesArgs>
  >;
  scheduler?: Resolver<ResolversTypes['Scheduler'], ParentType, ContextType>;
  sessionPersistence?: Resolver<Maybe<ResolversTypes['SessionPersistence']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ListenerStatus'], ParentType, ContextType>;
  vendorFields?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  vendorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  vendorStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ListenerConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ListenerConnection'] = ResolversParentTypes['ListenerConnection'],
> = {
  coverage?: Resolver<ResolversTypes['Coverage'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['ListenerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Listener']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ListenerEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ListenerEdge'] = ResolversParentTypes['ListenerEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Listener'], ParentType, ContextType>;
};

export type ListenerRuleResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ListenerRule'] = ResolversParentTypes['ListenerRule'],
> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  backends?: Resolver<
    Maybe<ResolversTypes['BackendConnection']>,
    ParentType,
    ContextType,
    Partial<ListenerRuleBackendsArgs>
  >;
  domain?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  health?: Resolver<Maybe<ResolversTypes['HealthSummary']>, ParentType, ContextType>;
  healthCheck?: Resolver<Maybe<ResolversTypes['HealthCheck']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  listener?: Resolver<Maybe<ResolversTypes['Listener']>, ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ListenerStatus'], ParentType, ContextType>;
  vendorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  vendorStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ListenerRuleConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ListenerRuleConnection'] =
    ResolversParentTypes['ListenerRuleConnection'],
> = {
  coverage?: Resolver<ResolversTypes['Coverage'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['ListenerRuleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ListenerRule']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ListenerRuleEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ListenerRuleEdge'] = ResolversParentTypes['ListenerRuleEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ListenerRule'], ParentType, ContextType>;
};

export type LoadBalancerResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['LoadBalancer'] = ResolversParentTypes['LoadBalancer'],
> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  addresses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['IP']>>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  backends?: Resolver<
    Maybe<ResolversTypes['BackendConnection']>,
    ParentType,
    ContextType,
    Partial<LoadBalancerBackendsArgs>
  >;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  domain?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  health?: Resolver<Maybe<ResolversTypes['HealthSummary']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instances?: Resolver<
    Maybe<ResolversTypes['InstanceConnection']>,
    ParentType,
    ContextType,
    Partial<LoadBalancerInstancesArgs>
  >;
  listeners?: Resolver<
    Maybe<ResolversTypes['ListenerConnection']>,
    ParentType,
    ContextType,
    Partial<LoadBalancerListenersArgs>
  >;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  networkId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scheme?: Resolver<ResolversTypes['Scheme'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LoadBalancerStatus'], ParentType, ContextType>;
  tags?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Tag']>>, ParentType, ContextType>;
  vendorFields?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  vendorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  vendorStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  zone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LoadBalancerConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['LoadBalancerConnection'] =
    ResolversParentTypes['LoadBalancerConnection'],
> = {
  coverage?: Resolver<ResolversTypes['Coverage'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['LoadBalancerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LoadBalancer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LoadBalancerEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['LoadBalancerEdge'] = ResolversParentTypes['LoadBalancerEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LoadBalancer'], ParentType, ContextType>;
};

export type NodeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node'],
> = {
  __resolveType: TypeResolveFn<
    'Backend' | 'Instance' | 'Listener' | 'ListenerRule' | 'LoadBalancer',
    ParentType,
    ContextType
  >;
};

export interface NonNegativeIntScalarConfig extends GraphQLScalarTypeConfig<
  ResolversTypes['NonNegativeInt'],
  any
> {
  name: 'NonNegativeInt';
}

export type PageInfoResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface PortScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Port'], any> {
  name: 'Port';
}

export type PortRangeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PortRange'] = ResolversParentTypes['PortRange'],
> = {
  from?: Resolver<ResolversTypes['Port'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Port'], ParentType, ContextType>;
};

export type ProviderResolvers = EnumResolverSignature<
  { QINGCLOUD?: any; TENCENT_BMLB?: any; TENCENT_CLB?: any; ZENLAYER_BMC?: any; ZENLAYER_ZLB?: any },
  ResolversTypes['Provider']
>;

export type QueryResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  account?: Resolver<
    Maybe<ResolversTypes['Account']>,
    ParentType,
    ContextType,
    RequireFields<QueryAccountArgs, 'id'>
  >;
  accounts?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  backends?: Resolver<
    Maybe<ResolversTypes['BackendConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryBackendsArgs, 'filter'>
  >;
  explain?: Resolver<
    Maybe<ResolversTypes['Explanation']>,
    ParentType,
    ContextType,
    RequireFields<QueryExplainArgs, 'query'>
  >;
  instance?: Resolver<
    Maybe<ResolversTypes['Instance']>,
    ParentType,
    ContextType,
    RequireFields<QueryInstanceArgs, 'account' | 'vendorId'>
  >;
  instances?: Resolver<
    Maybe<ResolversTypes['InstanceConnection']>,
    ParentType,
    ContextType,
    Partial<QueryInstancesArgs>
  >;
  loadBalancer?: Resolver<
    Maybe<ResolversTypes['LoadBalancer']>,
    ParentType,
    ContextType,
    RequireFields<QueryLoadBalancerArgs, 'account' | 'vendorId'>
  >;
  loadBalancers?: Resolver<
    Maybe<ResolversTypes['LoadBalancerConnection']>,
    ParentType,
    ContextType,
    Partial<QueryLoadBalancersArgs>
  >;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<
    ReadonlyArray<Maybe<ResolversTypes['Node']>>,
    ParentType,
    ContextType,
    RequireFields<QueryNodesArgs, 'ids'>
  >;
};

export type RouterResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Router'] = ResolversParentTypes['Router'],
> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vendorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionPersistenceResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['SessionPersistence'] = ResolversParentTypes['SessionPersistence'],
> = {
  cookieName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeoutSeconds?: Resolver<Maybe<ResolversTypes['NonNegativeInt']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['SessionPersistenceType'], ParentType, ContextType>;
};

export type TagResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Tag'] = ResolversParentTypes['Tag'],
> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UnknownTargetResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['UnknownTarget'] = ResolversParentTypes['UnknownTarget'],
> = {
  vendorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  AccountError?: AccountErrorResolvers<ContextType>;
  AccountStatus?: AccountStatusResolvers<ContextType>;
  Backend?: BackendResolvers<ContextType>;
  BackendConnection?: BackendConnectionResolvers<ContextType>;
  BackendEdge?: BackendEdgeResolvers<ContextType>;
  BackendTarget?: BackendTargetResolvers<ContextType>;
  CallRange?: CallRangeResolvers<ContextType>;
  CheaperQuery?: CheaperQueryResolvers<ContextType>;
  Coverage?: CoverageResolvers<ContextType>;
  CoverageFailure?: CoverageFailureResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Explanation?: ExplanationResolvers<ContextType>;
  ExplanationError?: ExplanationErrorResolvers<ContextType>;
  ExplanationStep?: ExplanationStepResolvers<ContextType>;
  HealthCheck?: HealthCheckResolvers<ContextType>;
  HealthSummary?: HealthSummaryResolvers<ContextType>;
  IP?: GraphQLScalarType;
  Instance?: InstanceResolvers<ContextType>;
  InstanceConnection?: InstanceConnectionResolvers<ContextType>;
  InstanceEdge?: InstanceEdgeResolvers<ContextType>;
  IpTarget?: IpTargetResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  Listener?: ListenerResolvers<ContextType>;
  ListenerConnection?: ListenerConnectionResolvers<ContextType>;
  ListenerEdge?: ListenerEdgeResolvers<ContextType>;
  ListenerRule?: ListenerRuleResolvers<ContextType>;
  ListenerRuleConnection?: ListenerRuleConnectionResolvers<ContextType>;
  ListenerRuleEdge?: ListenerRuleEdgeResolvers<ContextType>;
  LoadBalancer?: LoadBalancerResolvers<ContextType>;
  LoadBalancerConnection?: LoadBalancerConnectionResolvers<ContextType>;
  LoadBalancerEdge?: LoadBalancerEdgeResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NonNegativeInt?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Port?: GraphQLScalarType;
  PortRange?: PortRangeResolvers<ContextType>;
  Provider?: ProviderResolvers;
  Query?: QueryResolvers<ContextType>;
  Router?: RouterResolvers<ContextType>;
  SessionPersistence?: SessionPersistenceResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  UnknownTarget?: UnknownTargetResolvers<ContextType>;
};
