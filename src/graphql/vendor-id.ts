import { badUserInput } from '../errors.js';
import { isText } from './global-id.js';

const maxLength = 256;

/**
 * A vendor's id as a caller gave it: sent upstream as one value, to the letter.
 * @throws {LbgraphError} BAD_USER_INPUT for what no vendor's id can be
 */
export function requireVendorId(vendorId: string): string {
  const { length } = vendorId;
  if (length > maxLength) {
    const sentence = `vendorId must be at most ${maxLength} characters; it has ${length}.`;
    throw badUserInput(sentence, { limit: maxLength, actual: length });
  }
  if (!isText(vendorId)) {
    throw badUserInput(
      'vendorId must be the id that the vendor gave: not empty, and without half characters.',
    );
  }
  return vendorId;
}
