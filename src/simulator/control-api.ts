import type { CallLogView } from './call-log.js';
import type { Fault } from './faults.js';
import type { HttpAnswer } from './http-server.js';
import type { Inventory } from './inventory.js';
import type { Mutation } from './mutations.js';
import type { SettingView } from './settings.js';
import type { WireRequest } from './vendor.js';

/** What both the control paths and tests in the same process can do to a running simulator. */
export interface SimulatorControl {
  calls(): CallLogView;
  clearCalls(): void;
  /** All accounts, or one; throws on an unknown one. */
  inventory(account?: string): Inventory;
  /** Changes one row of the inventory, and so every later answer; throws, naming every mistake. */
  mutate(mutation: Mutation): { vendorId: string };
  faults(): readonly Fault[];
  /** Replaces the list; throws, naming every mistake, if it is not a list of faults. */
  setFaults(list: readonly Fault[]): void;
  settings(): SettingView[];
  /** Changes the named settings; throws on an unknown name or value. */
  putSettings(values: Readonly<Record<string, string>>): void;
}

export const CONTROL_PREFIX = '/_simulator/';

type Route = (control: SimulatorControl, request: WireRequest) => unknown;

/** Bodies are checked by the control itself, which takes nothing on trust. */
const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['GET calls', (control) => control.calls()],
  ['DELETE calls', (control) => control.clearCalls()],
  [
    'GET inventory',
    (control, { query }) => control.inventory(new URLSearchParams(query).get('account') ?? undefined),
  ],
  ['POST mutations', (control, { body }) => control.mutate(readJson(body) as Mutation)],
  ['GET faults', (control) => control.faults()],
  ['PUT faults', (control, { body }) => control.setFaults(readJson(body) as readonly Fault[])],
  ['DELETE faults', (control) => control.setFaults([])],
  ['GET settings', (control) => control.settings()],
  [
    'PUT settings',
    (control, { body }) => {
      control.putSettings(readJson(body) as Record<string, string>);
      return control.settings();
    },
  ],
]);

/** Answers 404 for an unknown path, 400 with the reason for a refused body. */
export function answerControl(control: SimulatorControl, request: WireRequest): HttpAnswer {
  const route = routes.get(`${request.method} ${request.path.slice(CONTROL_PREFIX.length)}`);
  if (!route) return toJson(404, { error: `no ${request.method} ${request.path}` });
  try {
    return toJson(200, route(control, request) ?? { ok: true });
  } catch (error) {
    return toJson(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function readJson(body: Buffer): unknown {
  return JSON.parse(body.toString('utf8'));
}

function toJson(status: number, value: unknown): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
