import { z } from 'zod';
import type { BuildClock } from '../../build-clock.js';
import type { InventoryListener } from '../../inventory.js';
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
} from '../../row-fields.js';
import { setPorts } from '../ports.js';
import { SCHEDULERS } from './listener.js';
import { setAddresses } from './load-balancer.js';
import type { Backend, Fleet, Instance, Listener, LoadBalancer } from './records.js';

export const loadBalancerFields = ({ regions }: Fleet, clock: BuildClock): RowFields<LoadBalancer> => ({
  plain: {
    name: nameOfRow,
    zone: rowField<LoadBalancer, string>(
      z.string().refine((region) => regions.includes(region), `must be one of ${regions.join(', ')}`),
      (row, value) => {
        row.zone = value;
      },
    ),
    networkId: rowField<LoadBalancer, string>(textField, (row, value) => {
      row.networkId = value;
    }),
    addresses: rowField<LoadBalancer, string[]>(z.array(z.ipv4()), setAddresses),
    tags: rowField<LoadBalancer, LoadBalancer['tags']>(
      z.array(z.strictObject({ key: textField, value: textField })),
      (row, value) => {
        row.tags = value;
      },
    ),
    createdAt: createdAtOfRow(clock),
  },
  pairs: [
    wordPair<LoadBalancer, LoadBalancer['status']>({
      field: 'status',
      vendorField: 'vendorStatus',
      words: [
        word('ACTIVE', 'RUNNING'),
        word('CREATING', 'CREATING'),
        word('DELETED', 'RECYCLED'),
        word('UNKNOWN', 'CREATE_FAILED'),
        word('UNKNOWN', 'RELEASING'),
      ],
      otherwise: 'UNKNOWN',
      set(row, value, vendorValue) {
        row.status = value;
        row.vendorStatus = vendorValue;
      },
    }),
  ],
});

export const listenerFields: RowFields<Listener> = {
  plain: {
    name: nameOfRow,
    protocol: rowField<Listener, InventoryListener['protocol']>(z.enum(['TCP', 'UDP']), (row, value) => {
      row.protocol = value;
    }),
    ports: rowField<Listener, InventoryListener['ports']>(z.array(portRangeField).min(1), setPorts),
    port: rowField<Listener, number>(portField, (row, port) => setPorts(row, [{ from: port, to: port }])),
    scheduler: rowField<Listener, InventoryListener['scheduler']>(
      z.enum([...new Set(Object.values(SCHEDULERS))]),
      (row, value) => {
        row.scheduler = value;
        row.wire.scheduler = Object.keys(SCHEDULERS).find((name) => SCHEDULERS[name] === value) ?? 'mh';
      },
    ),
  },
  pairs: [],
};

const target = z.discriminatedUnion('__typename', [
  z.strictObject({ __typename: z.literal('Instance'), vendorId: textField }),
  z.strictObject({ __typename: z.literal('IpTarget'), address: z.ipv4() }),
]);

export const backendFields: RowFields<Backend> = {
  plain: {
    port: rowField<Backend, number>(portField, (row, value) => {
      row.wire.ownPort = value;
    }),
    weight: rowField<Backend, number>(z.int().min(0).max(65_535), (row, value) => {
      row.weight = value;
    }),
    target: rowField<Backend, z.output<typeof target>>(target, (row, value) => {
      row.target = value;
    }),
  },
  pairs: [
    wordPair<Backend, Backend['health']>({
      field: 'health',
      vendorField: 'vendorHealth',
      words: [
        word('UP', 'Alive'),
        word('DOWN', 'Dead'),
        word('UNKNOWN', 'Unknown'),
        word('UNKNOWN', 'Close'),
      ],
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
    privateAddresses: rowField<Instance, string[]>(z.array(z.ipv4()).min(1), (row, value) => {
      row.privateAddresses = value;
    }),
    publicAddresses: rowField<Instance, string[]>(z.array(z.ipv4()), (row, value) => {
      row.publicAddresses = value;
    }),
    createdAt: createdAtOfRow(clock),
  },
  pairs: [
    wordPair<Instance, Instance['status']>({
      field: 'status',
      vendorField: 'vendorStatus',
      words: [
        word('RUNNING', 'RUNNING'),
        word('PENDING', 'DEPLOYING'),
        word('PENDING', 'REBUILDING'),
        word('STARTING', 'BOOTING'),
        word('REBOOTING', 'REBOOT'),
        word('STOPPING', 'STOPPING'),
        word('STOPPED', 'STOPPED'),
        word('FAILED', 'CREATE_FAILED'),
        word('MAINTENANCE', 'IMAGING'),
        word('TERMINATED', 'RECYCLE'),
        word('TERMINATED', 'RECYCLING'),
        word('TERMINATED', 'RELEASING'),
        word('UNKNOWN', 'RESIZING'),
      ],
      otherwise: 'UNKNOWN',
      set(row, value, vendorValue) {
        row.status = value;
        row.vendorStatus = vendorValue;
      },
    }),
  ],
});
