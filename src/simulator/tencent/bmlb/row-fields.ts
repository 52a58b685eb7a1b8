import { z } from 'zod';
import type { BuildClock } from '../../build-clock.js';
import type { BackendTarget, InventoryBackend, InventoryListener } from '../../inventory.js';
import {
  createdAtOfRow,
  nameOfRow,
  portField,
  rowField,
  textField,
  word,
  wordPair,
  type RowFields,
} from '../../row-fields.js';
import { lives } from './build-instances.js';
import type { Backend, Instance, Listener, LoadBalancer, Rule } from './records.js';

export const loadBalancerFields = (clock: BuildClock): RowFields<LoadBalancer> => ({
  plain: { name: nameOfRow, createdAt: createdAtOfRow(clock) },
  pairs: [
    wordPair<LoadBalancer, LoadBalancer['status']>({
      field: 'status',
      vendorField: 'vendorStatus',
      words: [word('CREATING', '0'), word('ACTIVE', '1'), word('UNKNOWN', '5')],
      otherwise: null,
      set(row, value, vendorValue) {
        row.status = value;
        row.vendorStatus = vendorValue;
      },
    }),
  ],
});

interface Lived {
  status: InventoryListener['status'];
  vendorStatus: string | null;
}

/** Of a listener or location. */
const life = wordPair<Lived, Lived['status']>({
  field: 'status',
  vendorField: 'vendorStatus',
  words: [
    word('CREATING', '0'),
    word('ACTIVE', '1'),
    word('FAILED', '2'),
    word('DELETING', '3'),
    word('FAILED', '4'),
    word('UNKNOWN', '9'),
  ],
  otherwise: null,
  set(row, value, vendorValue) {
    row.status = value;
    row.vendorStatus = vendorValue;
  },
});

export const PROTOCOLS = ['TCP', 'UDP', 'HTTP', 'HTTPS'] as const;

export const listenerFields: RowFields<Listener> = {
  plain: {
    name: nameOfRow,
    port: rowField<Listener, number>(portField, (row, port) => {
      row.ports = [{ from: port, to: port }];
      row.port = port;
    }),
  },
  pairs: [life],
};

/** The protocol decides the layer, which a listener keeps. */
export const newListenerFields: RowFields<Listener>['plain'] = {
  protocol: rowField<Listener, (typeof PROTOCOLS)[number]>(z.enum(PROTOCOLS), () => undefined),
};

export const ruleFields: RowFields<Rule> = {
  plain: {
    path: rowField<Rule, string>(textField, (row, value) => {
      row.path = value;
    }),
  },
  pairs: [life],
};

/** A location stays under its domain. */
export const newRuleFields: RowFields<Rule>['plain'] = {
  domain: rowField<Rule, string>(textField, () => undefined),
};

/** The row tells what a target is by its `bindType`. */
const target: z.ZodType<BackendTarget> = z.discriminatedUnion('__typename', [
  z.strictObject({ __typename: z.literal('Instance'), vendorId: textField }),
  z.strictObject({ __typename: z.literal('IpTarget'), address: z.ipv4() }),
]);

export const backendFields: RowFields<Backend> = {
  plain: {
    port: rowField<Backend, number>(portField, (row, value) => {
      row.port = value;
    }),
    weight: rowField<Backend, number>(z.int().min(0).max(100), (row, value) => {
      row.weight = value;
    }),
    target: rowField<Backend, BackendTarget>(target, (row, value) => {
      row.target = value;
    }),
  },
  pairs: [
    wordPair<Backend, InventoryBackend['health']>({
      field: 'health',
      vendorField: 'vendorHealth',
      words: [word('UP', 'Alive'), word('DOWN', 'Dead'), word('UNKNOWN', 'Probing')],
      otherwise: 'UNKNOWN',
      set(row, value, vendorValue) {
        row.health = value;
        row.vendorHealth = vendorValue;
      },
    }),
  ],
};

export const instanceFields = (clock: BuildClock): RowFields<Instance> => ({
  plain: {
    name: nameOfRow,
    zone: rowField<Instance, string>(textField, (row, value) => {
      row.zone = value;
    }),
    privateAddresses: rowField<Instance, string[]>(z.array(z.ipv4()).length(1), (row, value) => {
      row.privateAddresses = value;
    }),
    publicAddresses: rowField<Instance, string[]>(z.array(z.ipv4()).max(1), (row, value) => {
      row.publicAddresses = value;
    }),
    createdAt: createdAtOfRow(clock),
  },
  pairs: [
    wordPair<Instance, Instance['status']>({
      field: 'status',
      vendorField: 'vendorStatus',
      words: lives.map(({ status, deviceStatus }) => word(status, deviceStatus)),
      otherwise: null,
      set(row, value, vendorValue) {
        const meant = lives.find(
          ({ status, deviceStatus }) => status === value && deviceStatus === vendorValue,
        );
        row.status = value;
        row.vendorStatus = vendorValue;
        row.vendorFields['operateStatus'] = meant?.operateStatus ?? '1';
      },
    }),
  ],
});
