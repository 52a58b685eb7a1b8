/** The sheet's vectors. `sent`: of the host and content type that this gateway itself sends. V1 is the vendor's own. */
const example = {
  keyId: '0D9UtpyKYcHxms5v',
  key: 'Gu5t9xGARNpq86cd98joQYCN3',
  timestamp: '1673361177',
  host: 'console.zenlayer.com',
  body: '{"pageSize":10,"pageNum":1,"zoneId":"HKG-A"}',
  payloadHash: '5f714687ba91c606d503467766151206392474accd137ffea6dce2420b67c29a',
};
const made = {
  keyId: 'test-key-id',
  key: 'test-key-password',
  timestamp: '1700000000',
  host: 'console.zenlayer.com',
  contentType: 'application/json',
};

export const vectors = [
  {
    ...example,
    name: 'V1',
    sent: false,
    contentType: 'application/json; charset=utf-8',
    canonicalHash: '29396f9dfa0f03820b931e8aa06e20cda197e73285ebd76aceb83f7dede493ee',
    signature: 'efb356c32e55c781e10dc676da59462c22596d82e91c57803666243379555b2f',
  },
  {
    ...example,
    name: 'V2',
    sent: true,
    contentType: 'application/json',
    canonicalHash: '38b60a7d3276acd156ff8e3693567c2e7c7cbd8e4288d252b80e4968e0e0e897',
    signature: '9fdd5117d611874c57b6514c5265c94aee7b716f33906836f9ebda1b56cbc119',
  },
  {
    ...made,
    name: 'V3',
    sent: true,
    body: '{}',
    payloadHash: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    canonicalHash: '2eb6d40a6d77fe762274e366f8d05626427e80b1c9e1a816d9c08676d12257a4',
    signature: '19cc40ed8fc5924e53776c405f845342e7310df830509563d22ac40c34cb5fd8',
  },
  {
    ...made,
    name: 'V4',
    sent: true,
    body: '{"listenerId":"lis-1","pageNum":1,"pageSize":100}',
    payloadHash: '8a72734997191b19f34b1bebf522be1095fd3c36398667c023e083c8fa5db864',
    canonicalHash: '217d32f86a8eb6c2377112dc004157f02767bfe952b2fd52baae99ee7fb5ae47',
    signature: '6a4f51a05f376c2105482542fa50467797926c6dd6881cf0f88358cea15f31a1',
  },
  {
    ...made,
    name: 'V5',
    sent: false,
    host: '127.0.0.1:8080',
    body: '{"loadBalancerIds":["lb-1","lb-2"],"pageNum":1,"pageSize":100}',
    payloadHash: 'ec236fc952c10a68865bbb9a400bcdc3cbaa21913d867e1f7fcedcb75944bb20',
    canonicalHash: '975507827bc8c4d63b025e535648d8bac168db7978bd536ffe4a5f934cc8c76b',
    signature: 'ba46012b61a18e3bda686c38c920a96b1cae03ab0b531fd41a0fd2bdb936b21e',
  },
  {
    ...made,
    name: 'V6',
    sent: false,
    contentType: 'application/json; charset=utf-8',
    body: '{"instanceName":"测试*"}',
    payloadHash: 'da2e4c9acf488985502cb16413bcd7b117a3835ad133cd820c2bd825f38efe3d',
    canonicalHash: '85b7ffef813a35513727781f0b512d994441a63db2e6957428e7154cdb192c94',
    signature: '74a74e461abc5067e34482ba240f4ebd2fabedcb4041b7359f05787e611d4b50',
  },
];
