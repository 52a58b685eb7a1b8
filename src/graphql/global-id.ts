import type { Target } from '../model/backend.js';
import type { InstanceKind } from '../model/instance.js';
import type { ItemRef } from '../model/record.js';

/** One letter a type, so that ids stay short. */
const letters = {
  loadBalancer: 'L',
  listener: 'T',
  rule: 'U',
  backend: 'B',
  instance: 'I',
} as const satisfies Record<ItemRef['kind'], string>;

const targetTypes: readonly Target['type'][] = ['Instance', 'Router', 'IpTarget', 'UnknownTarget'];
const instanceKinds: readonly InstanceKind[] = ['VIRTUAL_MACHINE', 'BARE_METAL'];

type Field = string | number | null;

/** An opaque, stable id that holds all that is needed to fetch the object again. */
export function toGlobalId(ref: ItemRef): string {
  return Buffer.from(JSON.stringify(toFields(ref)), 'utf8').toString('base64url');
}

function toFields(ref: ItemRef): readonly Field[] {
  const head = [letters[ref.kind], ref.source.account, ref.source.region];
  switch (ref.kind) {
    case 'loadBalancer':
      return [...head, ref.vendorId];
    case 'listener':
      return [...head, ref.loadBalancerId, ref.vendorId];
    case 'rule':
      return [...head, ref.loadBalancerId, ref.listenerId, ref.vendorId];
    case 'instance':
      return [...head, instanceKinds.indexOf(ref.instanceKind), ref.vendorId];
    case 'backend': {
      const { target } = ref;
      const kind = target.type === 'Instance' ? instanceKinds.indexOf(target.kind) : null;
      const place = [ref.loadBalancerId, ref.listenerId, ref.ruleId];
      return [...head, ...place, targetTypes.indexOf(target.type), kind, target.id, ref.port, ref.vendorId];
    }
  }
}

/** What an id names; null when it is not one that `toGlobalId` makes, to the letter. */
export function fromGlobalId(id: string): ItemRef | null {
  if (id.length > 1500 || !/^[A-Za-z0-9_-]+$/.test(id)) return null;
  let fields: unknown;
  try {
    fields = JSON.parse(Buffer.from(id, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  const ref = Array.isArray(fields) ? toRef(fields) : null;
  return ref !== null && toGlobalId(ref) === id ? ref : null;
}

function toRef([letter, account, region, ...rest]: readonly unknown[]): ItemRef | null {
  if (!isText(account) || !(region === null || isText(region))) return null;
  const source = { account, region };
  const [a, b, c, d, e, f, g, h] = rest;
  switch (letter) {
    case letters.loadBalancer:
      return isText(a) ? { kind: 'loadBalancer', source, vendorId: a } : null;
    case letters.listener:
      return isText(a) && isText(b) ? { kind: 'listener', source, loadBalancerId: a, vendorId: b } : null;
    case letters.rule:
      return isText(a) && isText(b) && isText(c)
        ? { kind: 'rule', source, loadBalancerId: a, listenerId: b, vendorId: c }
        : null;
    case letters.instance: {
      const instanceKind = pick(instanceKinds, a);
      return instanceKind !== null && isText(b)
        ? { kind: 'instance', source, instanceKind, vendorId: b }
        : null;
    }
    case letters.backend: {
      const target = toTarget(pick(targetTypes, d), pick(instanceKinds, e), f);
      const valid = isText(a) && isTextOrNull(b) && isTextOrNull(c) && isTextOrNull(h);
      if (!valid || target === null || !(g === null || isPort(g))) return null;
      return {
        kind: 'backend',
        source,
        loadBalancerId: a,
        listenerId: b,
        ruleId: c,
        target,
        port: g,
        vendorId: h,
      };
    }
    default:
      return null;
  }
}

function toTarget(type: Target['type'] | null, kind: InstanceKind | null, id: unknown): Target | null {
  // Only a target of unknown kind may have no id.
  if (type === 'UnknownTarget') return typeof id === 'string' ? { type, id } : null;
  if (type === null || !isText(id)) return null;
  if (type !== 'Instance') return { type, id };
  return kind === null ? null : { type, kind, id };
}

function pick<T>(values: readonly T[], index: unknown): T | null {
  return typeof index === 'number' ? (values[index] ?? null) : null;
}

/** Longer than any vendor's id. */
const maxTextLength = 256;

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535;
}

/** Half a surrogate pair is no text: it could not be sent to a vendor. */
export function isText(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= maxTextLength &&
    !/\p{Surrogate}/u.test(value)
  );
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value);
}
