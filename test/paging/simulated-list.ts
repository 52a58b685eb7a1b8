import { mutate, type Mutation } from '../../src/simulator/mutations.js';
import { vendors } from '../../src/simulator/registry.js';
import type { EditableRow } from '../../src/simulator/row-kind.js';
import { createSettings } from '../../src/simulator/settings.js';
import type { SimulatedAccount } from '../../src/simulator/vendor.js';
import type { WireRequest, WireResponse } from '../../src/upstream/wire.js';
import type { Subject } from './subjects.js';
import type { VendorList } from './vendor-list.js';

/** A list of a simulated vendor without a server: calls are answered at once. */
export interface SimulatedList extends VendorList {
  readonly account: SimulatedAccount;
  /** Where a list stands that is not at the root. */
  readonly parent: { readonly loadBalancerId: string; readonly listenerId: string } | null;
  /** What the vendor answers. */
  readonly answer: (request: WireRequest, nowMs: number) => WireResponse;
}

export function openSimulatedList(subject: Subject): SimulatedList {
  const vendor = vendors.find(({ provider }) => provider === subject.account.provider);
  const twin = vendor?.open([subject.account], 1);
  const account = twin?.accounts[0];
  const fleet = account && [...(twin.editable?.(account).values() ?? [])][0];
  const kind = fleet?.kinds[subject.kind];
  const rowList = kind?.lists()[0];
  if (!vendor || !twin || !account || !fleet || !kind || !rowList) throw new Error('no such list');
  const settings = createSettings(vendor.settings);
  const [tree] = twin.inventory(account, settings).loadBalancers;
  const listenerId = tree?.listeners[0]?.vendorId;
  const parent =
    tree === undefined || listenerId === undefined ? null : { loadBalancerId: tree.vendorId, listenerId };

  const { rows } = rowList;
  const idOf = (row: EditableRow): string => row.vendorId ?? kind.idOf?.(row) ?? '';
  // What no list shows is of no matter here.
  const atFirst = rows.filter((row) => kind.isListed(row));
  const change = (mutation: Pick<Mutation, 'op' | 'id' | 'index'>): void => {
    const where = { account: account.id, region: subject.region, kind: subject.kind };
    const under = rowList.parentId === null || mutation.op !== 'insert' ? {} : { parentId: rowList.parentId };
    const owner = { account, fleets: twin.editable?.(account) ?? new Map(), regionName };
    mutate({ ...where, ...under, ...mutation }, () => owner);
  };
  const regionName = (code: string): string => vendor.regionName?.(code) ?? code;

  return {
    name: subject.name,
    account,
    parent,
    most: subject.most,
    ids: () => rows.map(idOf),
    reset: (count) => {
      rows.splice(0, rows.length, ...atFirst.slice(0, count));
      fleet.changed();
    },
    insert: (index, count) => {
      if (count === 1) {
        change({ op: 'insert', index });
        return;
      }
      // Many at once as one change: what depends on several rows is brought up to date once.
      for (let at = index; at < index + count; at++) rows.splice(at, 0, rowList.build({}));
      fleet.changed();
    },
    remove: (id) => change({ op: 'remove', id }),
    move: (id, index) => change({ op: 'move', id, index }),
    answer: (request, now) => {
      const { host } = new URL(request.origin);
      const mark = request.path.indexOf('?');
      const reply = twin.answer(
        {
          method: request.method,
          path: mark < 0 ? request.path : request.path.slice(0, mark),
          query: mark < 0 ? '' : request.path.slice(mark + 1),
          headers: { ...lowerCased(request.headers), host },
          body: Buffer.from(request.body ?? ''),
        },
        { now, settings, admit: () => true },
      );
      if (reply.kind === 'answer') throw new Error(`the vendor refused a call: ${reply.body}`);
      const body = JSON.stringify(reply.wrap(reply.rows, reply.total));
      return { status: 200, headers: reply.headers ?? {}, body };
    },
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
