import { toSelection } from '../../selection.js';
import { ignoresFilters, readIds, refuseUnknown } from '../action.js';
import { isOld, type Action } from './action.js';
import { pageRules, readText, requiredText, text } from '../arguments.js';
import { toBackendRow } from './backend.js';
import { wrapDataSet } from '../data-set.js';
import { notFound } from '../errors.js';
import { backendName, unknownListener, untypedBackends } from './settings.js';

/** DescribeBackends: of exactly one listener, and of one kind of instance, bare metal unless asked otherwise. */
export const listBackends: Action = {
  rules: {
    listenerId: requiredText,
    backendIds: { kind: 'ids', doubtful: true },
    backendName: text,
    instanceType: { kind: 'text', oneOf: ['BM', 'VM'] },
    ...pageRules,
  },
  traits: { id: 'backendId', parent: 'listenerId', enumerated: 'status', optional: 'backendName' },
  paged: true,
  wrap: wrapDataSet,
  select(query) {
    const { args, index, settings } = query;
    const oldVersion = isOld(query);
    const listenerId = readText(args, 'listenerId') ?? '';
    if (refuseUnknown([listenerId], index.listenerById, settings))
      return notFound(settings.get(unknownListener), listenerId);
    const named = readIds(query, 'backendIds');
    const name = readText(args, 'backendName');
    const asked = oldVersion ? null : readText(args, 'instanceType');
    const product = asked ?? (settings.get(untypedBackends) === 'all' ? null : 'BM');
    const isCalled = (own: string): boolean =>
      name === null || (settings.get(backendName) === 'exact' ? own === name : own.includes(name));
    const records = (index.listenerById.get(listenerId)?.backends ?? []).filter(
      (row) =>
        (product === null || row.wire.product === product) &&
        (named === null || named.includes(row.vendorId)) &&
        (ignoresFilters(named, settings) || isCalled(row.name ?? '')),
    );
    return toSelection(records, true, (row) => toBackendRow(row, settings, oldVersion));
  },
};
