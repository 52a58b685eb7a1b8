import { hashText } from '../../../random.js';
import type { Instance, LoadBalancer } from '../records.js';

/**
 * What API 2.0 has no field for is made from ids, not drawn: drawing it would change everything that is drawn after it.
 */
const letters = (text: string): string => hashText(text).toString(36).padStart(8, '0').slice(-8);

/** Every third load balancer has tags. */
export function tagsOf({ vendorId }: LoadBalancer): { key: string; value: string }[] {
  const number = hashText(`tags/${vendorId}`);
  if (number % 3 !== 0) return [];
  const stage = { key: 'stage', value: number % 2 === 0 ? 'production' : 'test' };
  return number % 5 === 0 ? [stage, { key: 'team', value: `team-${number % 7}` }] : [stage];
}

/** The number of the main zone of a load balancer in its region. */
export const zoneNumberOf = ({ vendorId }: LoadBalancer): number => 1 + (hashText(`zone/${vendorId}`) % 3);

/** The id that stands for a layer-4 listener among the rules. */
export const locationOf = (listenerId: string): string => `loc-${letters(`location/${listenerId}`)}`;

/** Numbers and texts are two names of one network; null is the basic network. */
export function networkOf({ vendorFields }: Instance): { number: number; id: string; subnet: string } | null {
  const number = hashOrNumber(vendorFields['vpcId']);
  if (number === 0) return null;
  const subnet = `subnet-${letters(`subnet/${number}/${String(vendorFields['subnetId'])}`)}`;
  return { number, id: `vpc-${letters(`network/${number}`)}`, subnet };
}

/** The edition of 2014 writes its networks as texts, which is no reason for 3.0 to do so. */
function hashOrNumber(value: unknown): number {
  const text = String(value);
  return /^\d+$/.test(text) ? Number(text) : hashText(text) % 9000;
}
