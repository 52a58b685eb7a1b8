import { createSharedTask, type SharedTask } from './shared-task.js';

/** Work that is being done, under every key by which somebody may come to wait for it. */
export interface InFlight<T> {
  /** Starts work under its keys, which are free again when it ends. `readers`: who waits for it, which may grow until it ends. */
  readonly start: (
    keys: readonly string[],
    run: (signal: AbortSignal, readers: ReadonlySet<string>) => Promise<T>,
  ) => void;
  /** Notes who waits for the work under a key. */
  readonly noteReader: (key: string, reader: string) => void;
  /** The work under a key, unless it is being stopped. */
  readonly running: (key: string) => SharedTask<T> | undefined;
}

export function createInFlight<T>(): InFlight<T> {
  const tasks = new Map<string, { readonly task: SharedTask<T>; readonly readers: Set<string> }>();
  return {
    start: (keys, run) => {
      const readers = new Set<string>();
      const task: SharedTask<T> = createSharedTask(async (signal) => {
        // Registered first: work that ends at once must find its keys to free.
        await Promise.resolve();
        try {
          return await run(signal, readers);
        } finally {
          for (const key of keys) if (tasks.get(key)?.task === task) tasks.delete(key);
        }
      });
      for (const key of keys) tasks.set(key, { task, readers });
    },
    noteReader: (key, reader) => {
      tasks.get(key)?.readers.add(reader);
    },
    running: (key) => {
      const task = tasks.get(key)?.task;
      return task === undefined || task.abandoned() ? undefined : task;
    },
  };
}
