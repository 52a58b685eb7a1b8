import { createRandom } from '../random.js';
import type { TopologyAccount } from '../topology-account.js';
import type { Answer, SimulatedAccount, VendorTwin, WireRequest } from '../vendor.js';
import { answerCall } from './answer-call.js';
import { readWindow, type Arguments } from './arguments.js';
import { edge } from './errors.js';
import type { Account, Product } from './product.js';
import { readBody } from './read-body.js';
import { parseAuthorization } from './signature.js';

/** A product with its accounts made; keys differ from product to product. */
export function openTwin<Fleet, Index>(
  product: Product<Fleet, Index>,
  topology: readonly TopologyAccount[],
  seed: number,
): VendorTwin {
  const { services } = product;
  const accounts = topology.map((row): Account<Fleet, Index> => {
    const { id, provider, api, site } = row;
    const account = { id, provider, api, ...(site === undefined ? {} : { site }), regions: [] };
    const { fleet, edit } = product.open(row, seed);
    let index: Index | undefined;
    return {
      account: { ...account, credentials: createCredentials(row, seed) },
      fleet,
      index: () => (index ??= product.createIndex(fleet)),
      editable: edit(() => (index = undefined)),
    };
  });
  const byKey = new Map(accounts.map((row) => [row.account.credentials.id, row]));
  const byId = new Map(accounts.map((row) => [row.account.id, row]));
  const ownerOf = ({ headers }: WireRequest): Account<Fleet, Index> | undefined =>
    byKey.get(parseAuthorization(headers['authorization'])?.keyId ?? '');

  return {
    accounts: accounts.map(({ account }) => account),
    identify(request) {
      const args = readBody(request) ?? {};
      return {
        account: ownerOf(request)?.account.id ?? null,
        region: null,
        action: request.headers['x-zc-action'] ?? null,
        params: documentedOf(services, request, args),
        secrets: (request.headers['authorization'] ?? '').match(/[^\s,;=]{16,}/g) ?? [],
        page: readWindow(args).pageNum,
      };
    },
    answer: (request, context) =>
      checkService(services, request) ??
      answerCall(product, request, ownerOf(request), (keyId) => byKey.get(keyId)?.account, context),
    editable: ({ id }) =>
      new Map(
        [...byId.values()].filter(({ account }) => account.id === id).map((row) => [null, row.editable]),
      ),
    inventory(account, settings) {
      const owner = byId.get(account.id);
      if (!owner) throw new RangeError(`unknown account "${account.id}"`);
      return product.inventory(account, owner.fleet, settings);
    },
  };
}

/** Only arguments that the action has: under other names a client may send what no log may show. */
function documentedOf<Fleet, Index>(
  services: Product<Fleet, Index>['services'],
  { path, headers }: WireRequest,
  args: Arguments,
): Arguments {
  const rules = services.get(path)?.actions.get(headers['x-zc-action'] ?? '')?.rules ?? {};
  return Object.fromEntries(Object.entries(args).filter(([name]) => Object.hasOwn(rules, name)));
}

function checkService(services: ReadonlyMap<string, unknown>, { method, path }: WireRequest): Answer | null {
  if (!services.has(path)) return edge(404, 'Not Found');
  return method === 'POST' ? null : edge(405, 'Method Not Allowed');
}

function createCredentials({ id }: TopologyAccount, seed: number): SimulatedAccount['credentials'] {
  const random = createRandom(`${seed}/${id}/credentials`);
  return { id: random.text(16), key: random.text(25) };
}
