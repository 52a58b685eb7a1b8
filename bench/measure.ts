/** What some work took: seconds on the clock, and milliseconds of the process's own CPU. */
export interface Taken {
  readonly seconds: number;
  readonly cpuMs: number;
}

export async function measure(work: () => Promise<unknown>): Promise<Taken> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - startedAt) / 1000, cpuMs: (user + system) / 1000 };
}

/** The same for each of so many times, one after the other. */
export async function measureEach(times: number, work: (time: number) => Promise<unknown>): Promise<Taken> {
  const { seconds, cpuMs } = await measure(async () => {
    for (let time = 0; time < times; time++) await work(time);
  });
  return { seconds: seconds / times, cpuMs: cpuMs / times };
}
