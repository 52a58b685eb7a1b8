import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is installed, or null. */
export function findChromium(searchPath: string): string | null {
  const folders = ['/usr/bin', ...searchPath.split(delimiter).filter((folder) => folder !== '')];
  return folders.map((folder) => join(folder, 'chromium')).find(isExecutable) ?? null;
}

/** A browser with an empty profile in `userDataDir`. */
export function launchChromium(executablePath: string, userDataDir: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(userDataDir, {
    executablePath,
    args: flags,
    viewport: { width: 1400, height: 900 },
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
