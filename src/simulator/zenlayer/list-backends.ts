import { toSelection } from '../selection.js';
import { readIds, refuseUnknown, type Action } from './action.js';
import { pageRules, readText, requiredText, text, texts } from './arguments.js';
import { toBackendRow } from './backend.js';
import { wrapDataSet } from './data-set.js';

/** DescribeBackends: of exactly one listener, and of one kind of instance, bare metal unless asked otherwise. */
export const listBackends: Action = {
  rules: {
    listenerId: requiredText,
    backendIds: texts,
    backendName: text,
    instanceType: { kind: 'text', oneOf: ['BM', 'VM'] },
    ...pageRules,
  },
  traits: { id: 'backendId', parent: 'listenerId', enumerated: 'status', optional: 'backendName' },
  paged: true,
  wrap: wrapDataSet,
  select(query) {
    const { args, index, settings, oldVersion } = query;
    const listenerId = readText(args, 'listenerId') ?? '';
    const refused = refuseUnknown([listenerId], index.listenerById, settings);
    if (refused) return refused;
    const named = readIds(query, 'backendIds');
    const name = readText(args, 'backendName');
    const product = oldVersion ? 'BM' : (readText(args, 'instanceType') ?? 'BM');
    const records = (index.listenerById.get(listenerId)?.backends ?? []).filter(
      (row) =>
        row.wire.product === product &&
        (named === null || named.includes(row.vendorId)) &&
        (name === null || (row.name ?? '').includes(name)),
    );
    return toSelection(records, true, (row) => toBackendRow(row, settings, oldVersion));
  },
};
