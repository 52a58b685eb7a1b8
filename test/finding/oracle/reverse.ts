import { isIn, matchesBackend, type BackendFilter } from './matchers.js';
import {
  backendsOfAll,
  isSameSource,
  type BackendRow,
  type FleetRows,
  type LoadBalancerRow,
  type Source,
} from './rows.js';

/** All backends that match, in the order of load balancers and of their lists. */
export function findBackends(fleet: FleetRows, filter: BackendFilter): readonly BackendRow[] {
  return backendsOfAll(fleet).filter((backend) => matchesBackend(filter, backend));
}

/** The load balancers that send traffic to a machine, in their order. */
export function findLoadBalancers(fleet: FleetRows, machine: string): readonly LoadBalancerRow[] {
  return fleet.loadBalancers.filter(({ backends }) => backends.some((one) => one.machine === machine));
}

/**
 * The sources in which backends may be that match: machines are bound within their own source, and Zenlayer's rows tell of a backend
 * neither an address nor its health.
 */
export function neededSources(fleet: FleetRows, filter: BackendFilter): readonly Source[] {
  const { instance, address, health } = filter;
  const isTold = address === null || address === undefined;
  const mayBeUnknown = health === null || health === undefined || health.includes('UNKNOWN');
  const within = fleet.sources
    .filter((source) => isIn(filter, source))
    .filter(({ provider }) => provider !== 'ZENLAYER_BMC' || (isTold && mayBeUnknown));
  if (instance === null || instance === undefined) return within;
  const machines = fleet.machines.filter(({ id }) => instance.includes(id));
  return within.filter((source) => machines.some((machine) => isSameSource(machine, source)));
}
