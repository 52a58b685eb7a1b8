/** The vendor's times have no fraction of a second. */
export const toWireTime = (iso: string): string => iso.replace(/\.\d+Z$/, 'Z');
