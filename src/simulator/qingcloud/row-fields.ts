import { isIP } from 'node:net';
import { z } from 'zod';
import type { BuildClock } from '../build-clock.js';
import type { BackendTarget, InventoryBackend, InventoryListener } from '../inventory.js';
import {
  createdAtOfRow,
  nameOfRow,
  portField,
  portRangeField,
  rowField,
  textField,
  word,
  wordPair,
  type RowFields,
  type WordPair,
} from '../row-fields.js';
import { OTHER_LIVES, RUNNING, TERMINATED, type Life } from './build-instances.js';
import { PROTOCOLS } from './listener.js';
import type { Backend, Instance, Listener, LoadBalancer, Router } from './records.js';

export const loadBalancerFields = (clock: BuildClock): RowFields<LoadBalancer> => ({
  plain: {
    name: nameOfRow,
    networkId: rowField<LoadBalancer, string>(textField, (row, value) => {
      row.networkId = value;
    }),
    createdAt: createdAtOfRow(clock),
  },
  pairs: [
    wordPair<LoadBalancer, LoadBalancer['status']>({
      field: 'status',
      vendorField: 'vendorStatus',
      words: [
        word('CREATING', 'pending'),
        word('ACTIVE', 'active'),
        word('STOPPED', 'stopped'),
        word('SUSPENDED', 'suspended'),
        word('DELETED', 'deleted'),
        word('DELETED', 'ceased'),
        word('UNKNOWN', 'migrating'),
      ],
      otherwise: 'UNKNOWN',
      set(row, value, vendorValue) {
        row.status = value;
        row.vendorStatus = vendorValue;
        row.vendorFields['transition_status'] = value === 'CREATING' ? 'creating' : '';
      },
    }),
  ],
});

/** By `disabled`, which stands among the vendor's fields too. */
const lifeCycle: WordPair<Listener | Backend> = wordPair<
  Listener | Backend,
  'ACTIVE' | 'DISABLED' | 'UNKNOWN'
>({
  field: 'status',
  vendorField: 'vendorStatus',
  words: [word('ACTIVE', '0'), word('DISABLED', '1'), word('UNKNOWN', null)],
  otherwise: null,
  set(row, value, vendorValue) {
    row.status = value;
    row.vendorStatus = vendorValue;
    const { disabled: _before, ...rest } = row.vendorFields;
    row.vendorFields = vendorValue === null ? rest : { ...rest, disabled: Number(vendorValue) };
  },
});

const setPorts = (row: Listener, { from, to }: { from: number; to: number }): void => {
  row.ports = [{ from, to }];
  row.port = from === to ? from : null;
};

export const listenerFields: RowFields<Listener> = {
  plain: {
    name: nameOfRow,
    protocol: rowField<Listener, InventoryListener['protocol']>(
      z.enum(['TCP', 'UDP', 'HTTP', 'HTTPS', 'TCP_SSL']),
      (row, value) => {
        row.protocol = value;
        row.vendorFields['backend_protocol'] = PROTOCOLS[value];
      },
    ),
    ports: rowField<Listener, { from: number; to: number }[]>(
      z.array(portRangeField).length(1, 'must be one range'),
      (row, [range]) => {
        if (range) setPorts(row, range);
      },
    ),
    port: rowField<Listener, number>(portField, (row, port) => setPorts(row, { from: port, to: port })),
    scheduler: rowField<Listener, InventoryListener['scheduler']>(
      z.enum(['ROUND_ROBIN', 'LEAST_CONNECTIONS', 'SOURCE_IP', 'UNKNOWN']),
      (row, value) => {
        row.scheduler = value;
      },
    ),
  },
  pairs: [lifeCycle],
};

/** The row tells a target by the look of its id alone. */
const target: z.ZodType<BackendTarget> = z.discriminatedUnion('__typename', [
  z.strictObject({
    __typename: z.literal('Instance'),
    vendorId: z.string().startsWith('i-', 'must start with "i-"'),
  }),
  z.strictObject({
    __typename: z.literal('Router'),
    vendorId: z.string().startsWith('rtr-', 'must start with "rtr-"'),
  }),
  z.strictObject({ __typename: z.literal('IpTarget'), address: z.union([z.ipv4(), z.ipv6()]) }),
  z.strictObject({
    __typename: z.literal('UnknownTarget'),
    vendorId: textField.refine(
      (id) => !/^(i|rtr)-/.test(id) && isIP(id) === 0,
      'must not look like a known target',
    ),
  }),
]);

export const backendFields = (clock: BuildClock): RowFields<Backend> => ({
  plain: {
    name: nameOfRow,
    port: rowField<Backend, number>(portField, (row, value) => {
      row.port = value;
    }),
    weight: rowField<Backend, number>(z.int().min(1).max(100), (row, value) => {
      row.weight = value;
    }),
    target: rowField<Backend, BackendTarget>(target, (row, value) => {
      row.target = value;
    }),
    createdAt: createdAtOfRow(clock),
  },
  pairs: [
    lifeCycle,
    wordPair<Backend, InventoryBackend['health']>({
      field: 'health',
      vendorField: 'vendorHealth',
      words: [word('UP', 'up'), word('DOWN', 'down'), word('ABNORMAL', 'abnormal'), word('UNKNOWN', null)],
      otherwise: 'UNKNOWN',
      set(row, value, vendorValue) {
        row.health = value;
        row.vendorHealth = vendorValue;
      },
    }),
  ],
});

/** One at rest stands before those in transition with the same vendor's word, which is what that word alone means. */
const lives: readonly Life[] = [
  RUNNING,
  ...OTHER_LIVES,
  TERMINATED,
  { status: 'TERMINATED', vendorStatus: 'ceased', transition: '' },
  { status: 'UNKNOWN', vendorStatus: 'migrating', transition: '' },
];

export const instanceFields = (clock: BuildClock): RowFields<Instance> => ({
  plain: {
    name: nameOfRow,
    zone: rowField<Instance, string>(textField, (row, value) => {
      row.zone = value;
    }),
    privateAddresses: rowField<Instance, string[]>(z.array(z.ipv4()), (row, value) => {
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
      words: lives.map(({ status, vendorStatus }) => word(status, vendorStatus)),
      otherwise: 'UNKNOWN',
      set(row, value, vendorValue) {
        const life = lives.find(
          ({ status, vendorStatus }) => status === value && vendorStatus === vendorValue?.toLowerCase(),
        );
        row.status = value;
        row.vendorStatus = vendorValue;
        row.vendorFields['transition_status'] = life?.transition ?? '';
      },
    }),
  ],
});

/** A router has no status in the schema, only the vendor's word. */
export const routerFields = (clock: BuildClock): RowFields<Router> => ({
  plain: {
    name: nameOfRow,
    vendorStatus: rowField<Router, string>(textField, (row, value) => {
      row.vendorStatus = value;
    }),
    createdAt: createdAtOfRow(clock),
  },
  pairs: [],
});
