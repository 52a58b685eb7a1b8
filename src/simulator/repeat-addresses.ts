/** How far behind a machine the one is that has its address, and how often that happens. */
const DISTANCE = 7;
const EVERY = 50;

/** Machines, each in a network of its own, some of which have the private address of another: from 9 machines on at least one. */
export function repeatAddresses<T extends { readonly privateAddresses: readonly string[] }>(
  machines: readonly T[],
): T[] {
  return machines.map((machine, index) => {
    const [first] = machines[index - DISTANCE]?.privateAddresses ?? [];
    if (index % EVERY !== DISTANCE + 1 || first === undefined) return machine;
    return { ...machine, privateAddresses: [first, ...machine.privateAddresses.slice(1)] };
  });
}
