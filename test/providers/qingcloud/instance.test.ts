import { describe, expect, test } from 'vitest';
import { asOf, decodeBy, harvestOf, source, type FormName } from './asking.js';
import { instance, liveInstance } from './sheet-rows.js';

describe('an instance', () => {
  test("is read from the sheet's row", () => {
    expect(harvestOf('instances', instance)).toEqual({
      item: {
        kind: 'instance',
        source,
        asOf,
        instanceKind: 'VIRTUAL_MACHINE',
        vendorId: 'i-ogbndull',
        zone: null,
        name: null,
        status: 'RUNNING',
        vendorStatus: 'running',
        privateAddresses: ['10.50.13.54'],
        publicAddresses: ['121.201.5.5'],
        createdAt: '2013-08-28T14:26:03.000Z',
        vendorFields: {
          description: null,
          transition_status: '',
          instance_type: 'small_b',
          vcpus_current: 1,
          memory_current: 1024,
          volume_ids: ['vol-g7xy7d6g', 'vol-jg7326gy'],
          keypair_ids: ['kp-bn2n77ow'],
          status_time: '2013-08-28T14:26:03Z',
          image: {
            image_id: 'centos64x64',
            image_name: 'CentOS 6.4 64bit',
            image_size: 20,
            platform: 'linux',
            os_family: 'centos',
            processor_type: '64bit',
            provider: 'system',
          },
          security_group: { security_group_id: 'sg-z13kokni', is_default: 1 },
        },
      },
    });
  });

  test('is read from the live row of 2021, in the zone that the row tells', () => {
    expect(harvestOf('instances', liveInstance).item).toMatchObject({
      zone: 'sh1b',
      status: 'UNKNOWN',
      vendorStatus: null,
      privateAddresses: ['192.168.8.3'],
      publicAddresses: [],
      createdAt: '2020-09-08T02:29:49.000Z',
      vendorFields: {
        instance_type: 's1.large.r1',
        instance_class: 101,
        status_time: '2021-04-20T03:23:50Z',
      },
    });
  });

  test.each([
    ['starting', 'stopped', 'STARTING'],
    ['stopping', 'running', 'STOPPING'],
    ['restarting', 'running', 'REBOOTING'],
    ['creating', 'pending', 'PENDING'],
    ['resuming', 'suspended', 'PENDING'],
    ['recovering', 'terminated', 'PENDING'],
    ['resetting', 'running', 'MAINTENANCE'],
    ['suspending', 'running', 'SUSPENDED'],
    ['terminating', 'running', 'TERMINATED'],
    ['', 'pending', 'PENDING'],
    [null, 'running', 'RUNNING'],
    [undefined, 'stopped', 'STOPPED'],
    ['', 'suspended', 'SUSPENDED'],
    ['', 'terminated', 'TERMINATED'],
    ['', 'ceased', 'TERMINATED'],
    ['teleporting', 'running', 'RUNNING'],
    ['', 'dreaming', 'UNKNOWN'],
  ])('in transition "%s" from %s is %s', (transition_status, vendorStatus, status) => {
    const row = { ...instance, transition_status, status: vendorStatus };
    expect(harvestOf('instances', row).item).toMatchObject({ status, vendorStatus });
  });

  test('has the addresses of all its networks', () => {
    const row = {
      ...instance,
      vxnets: [{ private_ip: '10.0.0.1' }, { private_ip: '' }, { private_ip: '10.0.1.1' }, {}],
      eip: '',
      eips: [{ eip_addr: '121.201.5.6' }],
    };
    expect(harvestOf('instances', row).item).toMatchObject({
      privateAddresses: ['10.0.0.1', '10.0.1.1'],
      publicAddresses: ['121.201.5.6'],
    });
  });

  describe('never keeps a secret', () => {
    const secrets = {
      graphics_passwd: 'planted-graphics',
      default_passwd: 'planted-default',
      login_passwd: 'planted-login',
      vnc_password: 'planted-vnc',
      login_keypair: 'planted-keypair',
      keypair: { keypair_id: 'kp-1', private_key: 'planted-key' },
      keypairs: [{ keypair_id: 'kp-1', private_key: 'planted-keys' }],
      private_key: 'planted-private',
      userdata: 'planted-userdata',
      extra: { password: 'planted-extra', nested: [{ token: 'planted-nested' }] },
    };

    /** Every object of a value, the value itself included, with the secrets in it. */
    const planted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(planted);
      if (typeof value !== 'object' || value === null) return value;
      const fields = Object.entries(value).map(([name, field]) => [name, planted(field)] as const);
      return { ...Object.fromEntries(fields), ...secrets };
    };

    const forms: FormName[] = ['instances', 'instancesById', 'clusterInstancesById'];
    test.each(
      forms.flatMap((form) => [
        [form, 'the row of the sheet', instance, instance.instance_id] as const,
        [form, 'the live row', liveInstance, liveInstance.instance_id] as const,
      ]),
    )('%s, from any place in %s', (form, _, row, id) => {
      const subjects = form === 'instances' ? [] : [id];
      const kept = JSON.stringify(harvestOf(form, planted(row), subjects));
      expect(kept).toContain(id);
      expect(kept).not.toMatch(/planted|passwd|password|private_key/);
      // Nothing of what it keeps without secrets is lost.
      expect(harvestOf(form, planted(row), subjects)).toEqual(harvestOf(form, row, subjects));
    });

    const names = [...new Set([...Object.keys(instance), ...Object.keys(liveInstance)])];
    test.each(names)('that stands where %s should', (name) => {
      for (const value of [secrets, [secrets], { [name]: secrets }, [[secrets]]]) {
        const decoded = decodeBy('instances', { ...instance, [name]: value });
        expect(JSON.stringify(decoded)).not.toContain('planted');
      }
    });

    test.each([...Object.keys(instance.image), 'is_default', 'security_group_id'])(
      'that stands where %s of an object should',
      (name) => {
        const row = {
          ...instance,
          image: { ...instance.image, [name]: secrets },
          security_group: { ...instance.security_group, [name]: [secrets] },
          eip: { ...instance.eip, [name]: secrets },
        };
        expect(JSON.stringify(harvestOf('instances', row))).not.toContain('planted');
      },
    );
  });

  test.each([
    ['null', null, { image: null }],
    ['text', 'centos', {}],
    ['a list', ['centos'], {}],
  ])('with %s for an image stays readable', (_, image, kept) => {
    const { item } = harvestOf('instances', { instance_id: 'i-1', image });
    expect(item).toMatchObject({ vendorFields: kept });
    expect(Object.keys('vendorFields' in item ? item.vendorFields : {})).toEqual(Object.keys(kept));
  });

  test.each([
    ['no id', { ...instance, instance_id: undefined }],
    ['an object for a status', { ...instance, status: {} }],
    ['text for vxnets', { ...instance, vxnets: 'vxnet-0' }],
    ['a list for an eip', { ...instance, eip: [] }],
  ])('is malformed with %s', (_, row) => {
    expect(decodeBy('instances', row)).toBe('malformed');
  });

  test('of another id than those asked for is foreign', () => {
    expect(decodeBy('instancesById', instance, ['i-other'])).toBe('foreign');
    expect(harvestOf('instancesById', instance, ['i-ogbndull']).item).toMatchObject({
      vendorId: 'i-ogbndull',
    });
  });
});

describe('a router', () => {
  const row = {
    router_id: 'rtr-b0u6sdj6',
    router_name: 'demo',
    router_type: 1,
    status: 'active',
    private_ip: '10.50.12.146',
    eip: { eip_id: 'eip-amorzjgv', eip_name: 'demo', eip_addr: '192.168.7.69' },
  };

  test('is its id and its name', () => {
    expect(harvestOf('routersById', row, ['rtr-other', 'rtr-b0u6sdj6'])).toEqual({
      item: { kind: 'router', source, asOf, vendorId: 'rtr-b0u6sdj6', name: 'demo' },
    });
  });

  test('of another id than those asked for is foreign, and one without an id is malformed', () => {
    expect(decodeBy('routersById', row, ['rtr-other'])).toBe('foreign');
    expect(decodeBy('routersById', { ...row, router_id: null }, ['rtr-b0u6sdj6'])).toBe('malformed');
  });
});
