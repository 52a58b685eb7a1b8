import type { Params } from '../provider.js';
import { toAddresses } from '../wire-values.js';

/**
 * Values of filters as parameters of these APIs. None is ever sent empty: it would be left out, and an absent filter leaves everything.
 * Null: one call cannot take them.
 */

/** How many addresses a call may name is documented nowhere; so many ids are sent at once, too. */
const maxAddresses = 20;

/** An id list; "" is the id of nothing. */
export function idsAs(parameter: string, most: number) {
  return (wanted: readonly string[]): Params | null =>
    listed(
      parameter,
      wanted.filter((id) => id !== ''),
      most,
    );
}

/**
 * Addresses, compared as texts over there: those of IPv6 have several spellings, so they are not sent. `isTaken`: which ones the
 * parameter is for.
 */
export function addressesAs(parameter: string, isTaken: (address: string) => boolean = () => true) {
  return (wanted: readonly string[]): Params | null =>
    wanted.every((address) => isIpv4(address) && isTaken(address))
      ? listed(parameter, wanted, maxAddresses)
      : null;
}

/**
 * One name. Whether it has to be equal or alike is not documented, or it is "fuzzy": a name that is equal is found either way, if
 * nothing in it could be read as anything but itself.
 */
export function nameAs(parameter: string) {
  return (wanted: readonly string[]): Params | null => {
    const [name, ...others] = new Set(wanted);
    return name !== undefined && others.length === 0 && /^[\p{L}\p{N}._-]+$/u.test(name)
      ? { [parameter]: name }
      : null;
  };
}

/** The one value of the schema that a parameter takes, by its word for it. */
export function oneAs(parameter: string, table: Readonly<Record<string, string>>) {
  return (wanted: readonly string[]): Params | null => {
    const [value, ...others] = new Set(wanted);
    const word = value === undefined || others.length > 0 ? undefined : table[value];
    return word === undefined ? null : { [parameter]: word };
  };
}

export function isIpv4(address: string): boolean {
  return !address.includes(':') && toAddresses([address]).length > 0;
}

function listed(parameter: string, values: readonly string[], most: number): Params | null {
  const distinct = [...new Set(values)];
  return distinct.length > 0 && distinct.length <= most ? { [parameter]: distinct } : null;
}
