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
  type WordPair,
} from '../../row-fields.js';
import type { BuildContext } from '../build-context.js';
import { setPorts } from '../ports.js';
import type { Backend, Fleet, Instance, Listener, LoadBalancer } from './records.js';

/** `Available` is the one word that the vendor documents. */
const availability: WordPair<LoadBalancer | Listener | Backend> = wordPair<
  LoadBalancer | Listener | Backend,
  'ACTIVE' | 'UNKNOWN'
>({
  field: 'status',
  vendorField: 'vendorStatus',
  words: [word('ACTIVE', 'Available'), word('UNKNOWN', 'Reconfiguring')],
  otherwise: 'UNKNOWN',
  set(row, value, vendorValue) {
    row.status = value;
    row.vendorStatus = vendorValue;
  },
});

const zoneOf = ({ zones }: Fleet) =>
  rowField<{ zone: string | null }, string>(
    z.string().refine((zone) => zones.includes(zone), `must be one of ${zones.join(', ')}`),
    (row, value) => {
      row.zone = value;
    },
  );

export const loadBalancerFields = (fleet: Fleet, context: BuildContext): RowFields<LoadBalancer> => ({
  plain: {
    name: nameOfRow,
    zone: zoneOf(fleet),
    addresses: rowField<LoadBalancer, string[]>(z.array(z.ipv4()), (row, value) => {
      row.addresses = value;
      row.wire.vipIds = value.map((_address, index) => row.wire.vipIds[index] ?? context.newId('vip-'));
    }),
    tags: rowField<LoadBalancer, LoadBalancer['tags']>(
      z.array(z.strictObject({ key: textField, value: textField })),
      (row, value) => {
        row.tags = value;
      },
    ),
    createdAt: createdAtOfRow(context.clock),
  },
  pairs: [availability],
});

export const listenerFields: RowFields<Listener> = {
  plain: {
    name: nameOfRow,
    protocol: rowField<Listener, InventoryListener['protocol']>(
      z.enum(['TCP', 'UDP', 'TCP_SSL']),
      (row, value) => {
        row.protocol = value;
        row.vendorFields['backendProtocol'] = value === 'UDP' ? 'UDP' : 'TCP';
      },
    ),
    ports: rowField<Listener, InventoryListener['ports']>(z.array(portRangeField).min(1), setPorts),
    port: rowField<Listener, number>(portField, (row, port) => setPorts(row, [{ from: port, to: port }])),
    scheduler: rowField<Listener, InventoryListener['scheduler']>(
      z.enum([
        'ROUND_ROBIN',
        'WEIGHTED_ROUND_ROBIN',
        'LEAST_CONNECTIONS',
        'WEIGHTED_LEAST_CONNECTIONS',
        'UNKNOWN',
      ]),
      (row, value) => {
        row.scheduler = value;
      },
    ),
  },
  pairs: [availability],
};

/** A row names an instance, and nothing else. */
const target = z.strictObject({ __typename: z.literal('Instance'), vendorId: textField });

/** Under a new target the product is that of the instance, where there is one. */
export const backendFields = ({ instances }: Fleet, clock: BuildClock): RowFields<Backend> => ({
  plain: {
    name: nameOfRow,
    port: rowField<Backend, number>(portField, (row, value) => {
      row.port = value;
    }),
    weight: rowField<Backend, number>(z.int().min(1).max(100), (row, value) => {
      row.weight = value;
    }),
    target: rowField<Backend, z.output<typeof target>>(target, (row, value) => {
      row.target = value;
      const instance = instances.find(({ vendorId }) => vendorId === value.vendorId);
      if (instance) row.wire.product = instance.kind === 'BARE_METAL' ? 'BM' : 'VM';
    }),
    createdAt: createdAtOfRow(clock),
  },
  pairs: [availability],
});

export const instanceFields = (fleet: Fleet, clock: BuildClock): RowFields<Instance> => ({
  plain: {
    name: nameOfRow,
    zone: zoneOf(fleet),
    privateAddresses: rowField<Instance, string[]>(z.array(z.ipv4()), (row, value) => {
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
        word('PENDING', 'PENDING'),
        word('PENDING', 'CREATING'),
        word('PENDING', 'INSTALLING'),
        word('PENDING', 'DEPLOYING'),
        word('PENDING', 'REBUILDING'),
        word('RUNNING', 'RUNNING'),
        word('STARTING', 'BOOTING'),
        word('REBOOTING', 'REBOOT'),
        word('STOPPING', 'STOPPING'),
        word('STOPPED', 'STOPPED'),
        word('FAILED', 'CREATE_FAILED'),
        word('FAILED', 'INSTALL_FAILED'),
        word('MAINTENANCE', 'IMAGING'),
        word('TERMINATED', 'RECYCLE'),
        word('TERMINATED', 'RECYCLING'),
        word('TERMINATED', 'RELEASING'),
        word('UNKNOWN', 'DEFRAGMENTING'),
      ],
      otherwise: 'UNKNOWN',
      set(row, value, vendorValue) {
        row.status = value;
        row.vendorStatus = vendorValue;
      },
    }),
  ],
});

/** Bare metal unless a new row is told otherwise. */
export const instanceKind = rowField<Instance, Instance['kind']>(
  z.enum(['BARE_METAL', 'VIRTUAL_MACHINE']),
  () => undefined,
);
