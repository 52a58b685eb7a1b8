import type { InventoryAccount } from './inventory.js';
import type { EditableFleet } from './row-kind.js';
import type { SettingDefinition, Settings } from './settings.js';
import type { TopologyAccount, TopologyProblem } from './topology-account.js';

export interface SimulatedAccount {
  readonly id: string;
  readonly provider: string;
  readonly api: string;
  readonly site?: string;
  /** Empty for a vendor without regions. */
  readonly regions: readonly string[];
  readonly credentials: { readonly id: string; readonly key: string };
}

/** A request as it came over the wire; header names in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a request says of itself, before anything of it is verified. */
export interface CallIdentity {
  readonly account: string | null;
  /** By the vendor's `regionName`. */
  readonly region: string | null;
  readonly action: string | null;
  /** Of documented names only, and none that tells who calls. */
  readonly params: Readonly<Record<string, unknown>>;
  /** What of the request no log may show, wherever it stands: signatures, and values under names that nobody knows. */
  readonly secrets?: readonly string[];
  /** 1-based page that the call asks for. */
  readonly page: number;
}

export interface CallContext {
  /** The vendor's clock, epoch milliseconds. */
  readonly now: number;
  readonly settings: Settings;
  /** Asked at the place where the vendor counts a call against its limits. */
  admit(): boolean;
}

export type WireRow = Record<string, unknown>;

/** Which fields of a list's rows the row faults work on. */
export interface RowTraits {
  readonly id: string;
  /** The field that names what the row stands under, or all such fields. */
  readonly parent?: string | readonly string[];
  /** An enumerated value that a reader maps. */
  readonly enumerated: string;
  /** A field that a reader can do without. */
  readonly optional: string;
}

/** Rows before they are wrapped in the vendor's envelope, so that a fault can change them. */
export interface PageReply {
  readonly kind: 'page';
  readonly rows: readonly WireRow[];
  readonly total: number;
  readonly traits: RowTraits;
  /** True if the call named ids or a parent: then a row of another one is foreign. */
  readonly narrowed: boolean;
  readonly code: string | number | null;
  /** Of the answer, where they are not those of plain JSON. */
  readonly headers?: Readonly<Record<string, string>>;
  wrap(rows: readonly unknown[], total: number): unknown;
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code: string | number | null;
  readonly rows: number;
}

/** Failures that each vendor spells in its own way. */
export type VendorFailure = 'http500' | 'http429' | 'vendor-throttle' | 'vendor-internal' | 'auth';

/** One vendor product: what it may hold, how it is recognised, and how it fails. */
export interface Vendor {
  readonly provider: string;
  readonly apis: readonly string[];
  /** The vendor's own host names. */
  readonly hosts: readonly string[];
  /** Whether a request under another host name is for this vendor, by its path and action. */
  claims(request: WireRequest): boolean;
  readonly settings: readonly SettingDefinition[];
  /** The one name under which a region with several codes is logged and kept; absent where each has but one. */
  regionName?(code: string): string;
  /** What of the account's totals breaks a limit of the vendor; paths are relative to the account. */
  checkTopology(account: TopologyAccount): TopologyProblem[];
  /** A provider's options in a gateway configuration, where the account needs any. */
  gatewayOptions(account: TopologyAccount): Record<string, unknown> | undefined;
  failures: Readonly<Record<VendorFailure, (settings: Settings, request: WireRequest) => Answer>>;
  open(accounts: readonly TopologyAccount[], seed: number): VendorTwin;
}

/** A vendor with its accounts made. */
export interface VendorTwin {
  readonly accounts: readonly SimulatedAccount[];
  identify(request: WireRequest): CallIdentity;
  answer(request: WireRequest, context: CallContext): PageReply | Answer;
  inventory(account: SimulatedAccount, settings: Settings): InventoryAccount;
  /** The account's rows by region, for mutations, under null where the vendor has no regions; absent if fixed. */
  editable?(account: SimulatedAccount): ReadonlyMap<string | null, EditableFleet>;
}
