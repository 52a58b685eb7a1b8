import type { Requirement } from './gate.js';
import { traceHeader } from './trace-header.js';

/** Who may see any account may ask; traces are for who was granted them. */
export const mayQuery: Requirement = ({ trace }, { headers }) =>
  trace || headers[traceHeader] === undefined
    ? null
    : `Your key may not read traces: leave ${traceHeader} out, or ask the operator for a key with trace: true.`;

/** The SDL tells what introspection does. */
export const mayReadSchema: Requirement = ({ introspect }) =>
  introspect
    ? null
    : 'Your key may not read the schema: ask the operator for the SDL, or for a key with introspect: true.';

/** Metrics name every account. */
export const mayReadMetrics: Requirement = ({ seesAll }) =>
  seesAll ? null : 'Metrics are about every account, and your key does not open all of them.';
