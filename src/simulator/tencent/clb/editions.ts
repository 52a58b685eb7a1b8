import type { TopologyAccount } from '../../topology-account.js';
import type { Edition } from '../envelope.js';

export type Profile = 'cn-2014' | 'cn-2018' | 'intl-2018';

/** What an edition of the documentation shows, where no setting says otherwise. */
export interface ClbEdition extends Edition {
  readonly profile: Profile;
  /** The old edition knows classic load balancers only, and few of their fields. */
  readonly old: boolean;
  readonly listenerId: 'legacy' | 'first' | 'absent';
  readonly backendsPaged: boolean;
  readonly newestFirst: boolean;
  readonly openBgp: 'number' | 'boolean';
  /** Whether backends of application load balancers tell network interfaces. */
  readonly interfaces: boolean;
}

export const editions: Readonly<Record<Profile, ClbEdition>> = {
  'cn-2014': {
    profile: 'cn-2014',
    old: true,
    codeDesc: false,
    listenerId: 'legacy',
    backendsPaged: true,
    newestFirst: false,
    openBgp: 'boolean',
    interfaces: false,
  },
  'cn-2018': {
    profile: 'cn-2018',
    old: false,
    codeDesc: true,
    listenerId: 'first',
    backendsPaged: false,
    newestFirst: true,
    openBgp: 'number',
    interfaces: true,
  },
  'intl-2018': {
    profile: 'intl-2018',
    old: false,
    codeDesc: true,
    listenerId: 'absent',
    backendsPaged: false,
    newestFirst: true,
    openBgp: 'boolean',
    interfaces: false,
  },
};

export function isProfile(name: string): name is Profile {
  return Object.hasOwn(editions, name);
}

/** The account's profile, else the current edition of its site. */
export function editionOf({ profile, site }: TopologyAccount): ClbEdition {
  if (profile !== undefined && isProfile(profile)) return editions[profile];
  return editions[site === 'intl' ? 'intl-2018' : 'cn-2018'];
}
