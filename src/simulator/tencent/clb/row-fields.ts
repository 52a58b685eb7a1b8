import { z } from 'zod';
import type { BuildClock } from '../../build-clock.js';
import type {
  BackendTarget,
  InventoryInstance,
  InventoryListener,
  InventoryLoadBalancer,
} from '../../inventory.js';
import {
  nameOfRow,
  portField,
  rowField,
  textField,
  timeField,
  word,
  wordPair,
  type RowFields,
} from '../../row-fields.js';
import { HEALTHS } from './build-backends.js';
import { STATUS_NUMBERS } from './build-instances.js';
import type { Backend, Instance, Listener, LoadBalancer, Rule } from './records.js';

/** The documentation's 0 and 1, and a number that it does not know. */
const LIVES = [word('CREATING', '0'), word('ACTIVE', '1'), word('UNKNOWN', '2')] as const;

export const loadBalancerFields: RowFields<LoadBalancer> = {
  plain: {
    name: nameOfRow,
    networkId: rowField<LoadBalancer, string | null>(textField.nullable(), (row, value) => {
      row.networkId = value;
    }),
    domain: rowField<LoadBalancer, string | null>(textField.nullable(), (row, value) => {
      row.domain = value;
    }),
    addresses: rowField<LoadBalancer, string[]>(z.array(z.ipv4()), (row, value) => {
      row.addresses = value;
    }),
  },
  pairs: [
    wordPair<LoadBalancer, InventoryLoadBalancer['status']>({
      field: 'status',
      vendorField: 'vendorStatus',
      words: LIVES,
      otherwise: null,
      set(row, value, vendorValue) {
        row.status = value;
        row.vendorStatus = vendorValue;
      },
    }),
  ],
};

const PROTOCOLS = ['TCP', 'UDP', 'HTTP', 'HTTPS'] as const;

/** What decides how a new listener is built. */
export const listenerProtocol = rowField<Listener, (typeof PROTOCOLS)[number]>(
  z.enum(PROTOCOLS),
  (row, value) => {
    row.protocol = value;
  },
);

export function readProtocol(value: unknown): (typeof PROTOCOLS)[number] | undefined {
  return PROTOCOLS.find((protocol) => protocol === value);
}

/** Listeners of application load balancers have no status: what is set there is not shown. */
export const listenerFields: RowFields<Listener> = {
  plain: {
    name: nameOfRow,
    port: rowField<Listener, number>(portField, (row, port) => {
      row.ports = [{ from: port, to: port }];
      row.port = port;
    }),
    // Of a classic one, which shows it; what is bound there is reached on it.
    instancePort: rowField<Listener, number>(portField, (row, port) => {
      if (row.vendorFields['instancePort'] === undefined) return;
      row.wire.instancePort = port;
      row.vendorFields['instancePort'] = port;
    }),
  },
  pairs: [
    wordPair<Listener, InventoryListener['status']>({
      field: 'status',
      vendorField: 'vendorStatus',
      words: LIVES,
      otherwise: null,
      set(row, value, vendorValue) {
        if (row.vendorStatus === null) return;
        row.status = value;
        row.vendorStatus = vendorValue;
      },
    }),
  ],
};

export const ruleFields: RowFields<Rule> = {
  plain: {
    domain: rowField<Rule, string>(textField, (row, value) => {
      row.domain = value;
    }),
    path: rowField<Rule, string>(textField, (row, value) => {
      row.path = value;
    }),
  },
  pairs: [],
};

const target: z.ZodType<BackendTarget> = z.strictObject({
  __typename: z.literal('Instance'),
  vendorId: z.string().startsWith('ins-', 'must start with "ins-"'),
});

/** At a classic load balancer a port is not shown, and health holds for every listener. */
export const backendFields: RowFields<Backend> = {
  plain: {
    port: rowField<Backend, number>(portField, (row, value) => {
      if (row.port !== null) row.port = value;
    }),
    weight: rowField<Backend, number>(z.int().min(0).max(100), (row, value) => {
      row.weight = value;
    }),
    target: rowField<Backend, BackendTarget>(target, (row, value) => {
      row.target = value;
      row.wire.eni = null;
    }),
  },
  pairs: [
    wordPair<Backend, Backend['health']>({
      field: 'health',
      vendorField: 'vendorHealth',
      words: HEALTHS.map(({ health, vendorHealth }) => word(health, vendorHealth)),
      otherwise: 'UNKNOWN',
      set(row, health, vendorHealth) {
        row.health = health;
        row.vendorHealth = vendorHealth;
        row.wire.healthAt = {};
      },
    }),
  ],
};

export const instanceFields = (clock: BuildClock): RowFields<Instance> => ({
  plain: {
    name: nameOfRow,
    privateAddresses: rowField<Instance, string[]>(z.array(z.ipv4()).length(1), (row, value) => {
      row.privateAddresses = value;
    }),
    publicAddresses: rowField<Instance, string[]>(z.array(z.ipv4()), (row, value) => {
      row.publicAddresses = value;
    }),
    createdAt: rowField<Instance, string>(timeField, (row, value) => {
      row.createdAt = value;
      clock.pass(value);
    }),
  },
  pairs: [
    wordPair<Instance, InventoryInstance['status']>({
      field: 'status',
      vendorField: 'vendorStatus',
      words: STATUS_NUMBERS.map(([value, number]) => word(value, String(number))),
      otherwise: null,
      set(row, value, vendorValue) {
        row.status = value;
        row.vendorStatus = vendorValue;
      },
    }),
  ],
});
