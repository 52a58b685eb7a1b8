import type { Instance } from './records.js';

/** What a call may ask machines to match, all of it; undefined, "" and an empty list match every one. */
export interface InstanceFilter {
  readonly ids: readonly string[];
  readonly lanIps: readonly string[];
  readonly wanIps: readonly string[];
  /** Any part of a name. */
  readonly alias: string | undefined;
  /** The end of the rent, from and to, in the vendor's own form. */
  readonly deadlineFrom?: string | undefined;
  readonly deadlineTo?: string | undefined;
  /** The vendor's fields by their names in the records. */
  readonly fields: Readonly<Record<string, string | undefined>>;
}

export function filterInstances(instances: readonly Instance[], filter: InstanceFilter): Instance[] {
  const isAmong = (wanted: readonly string[], values: readonly string[]): boolean =>
    wanted.length === 0 || values.some((value) => wanted.includes(value));
  const { ids, lanIps, wanIps, alias = '', deadlineFrom = '', deadlineTo = '' } = filter;
  return instances.filter(({ vendorId, name, privateAddresses, publicAddresses, vendorFields }) => {
    const deadline = String(vendorFields['deadline']);
    return (
      isAmong(ids, [vendorId]) &&
      isAmong(lanIps, privateAddresses) &&
      isAmong(wanIps, publicAddresses) &&
      (name ?? '').includes(alias) &&
      deadline >= deadlineFrom &&
      (deadlineTo === '' || deadline <= deadlineTo) &&
      Object.entries(filter.fields).every(([field, wanted = '']) =>
        ['', String(vendorFields[field])].includes(wanted),
      )
    );
  });
}
