import fc from 'fast-check';
import type { Order } from './oracle/orders.js';

/** How a list is asked for. */
export interface Question<F> {
  /** Null: all of it. */
  readonly filter: F | null;
  readonly order: Order | null;
  readonly size: number;
  readonly direction: 'forward' | 'backward';
  /** Whether nothing that was read before may serve. */
  readonly isCold: boolean;
}

const fieldsOf = {
  LoadBalancer: ['NAME', 'CREATED_AT', 'STATUS'],
  Listener: ['NAME', 'STATUS'],
  Backend: ['NAME', 'CREATED_AT', 'STATUS', 'HEALTH'],
  Instance: ['NAME', 'CREATED_AT', 'STATUS'],
} as const;

export type Noun = keyof typeof fieldsOf;

function ordersOf(noun: Noun): fc.Arbitrary<Order> {
  const field = fc.constantFrom<Order['field']>(...fieldsOf[noun]);
  return fc.oneof(
    fc.record({ field, direction: fc.constantFrom('ASC' as const, 'DESC' as const) }),
    field.map((only) => ({ field: only })),
  );
}

/** Filters alone, orders alone, and both. */
export function questions<F>(noun: Noun, filters: fc.Arbitrary<F>): fc.Arbitrary<Question<F>> {
  const order = ordersOf(noun);
  const none = fc.constant(null);
  const asked: fc.Arbitrary<readonly [F | null, Order | null]> = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(filters, none) },
    { weight: 4, arbitrary: fc.tuple(filters, order) },
    { weight: 2, arbitrary: fc.tuple(none, order) },
  );
  return fc
    .record({
      asked,
      size: fc.constantFrom(1, 2, 3, 7, 20, 100, 1000),
      direction: fc.constantFrom('forward' as const, 'backward' as const),
      isCold: fc.boolean(),
    })
    .map(({ asked: [filter, by], ...rest }) => ({ filter, order: by, ...rest }));
}
