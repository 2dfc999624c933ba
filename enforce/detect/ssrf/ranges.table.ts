// SPDX-License-Identifier: Apache-2.0

/** What kind of place an address is, the most dangerous first. */
export const ADDRESS_CLASSES = [
  'metadata',
  'link_local',
  'multicast',
  'unspecified',
  'loopback',
  'private',
  'cgnat',
  'unique_local',
  'reserved',
  'documentation',
  'public',
] as const;
export type AddressClass = (typeof ADDRESS_CLASSES)[number];

/** Classes that no configuration can open. */
export const CLOSED_CLASSES: ReadonlySet<AddressClass> = new Set([
  'metadata',
  'link_local',
  'multicast',
  'unspecified',
] as const);

/** Special-purpose ranges (IANA registries of RFC 6890) and the addresses of instance metadata services. */
export const RANGES: readonly (readonly [cidr: string, kind: AddressClass])[] = [
  ['169.254.169.254/32', 'metadata'],
  ['169.254.170.2/32', 'metadata'],
  ['168.63.129.16/32', 'metadata'],
  ['100.100.100.200/32', 'metadata'],
  ['192.0.0.192/32', 'metadata'],
  ['fd00:ec2::254/128', 'metadata'],
  ['fd20:ce::254/128', 'metadata'],
  ['169.254.0.0/16', 'link_local'],
  ['fe80::/10', 'link_local'],
  ['224.0.0.0/4', 'multicast'],
  ['ff00::/8', 'multicast'],
  ['0.0.0.0/8', 'unspecified'],
  ['::/128', 'unspecified'],
  ['127.0.0.0/8', 'loopback'],
  ['::1/128', 'loopback'],
  ['10.0.0.0/8', 'private'],
  ['172.16.0.0/12', 'private'],
  ['192.168.0.0/16', 'private'],
  ['fec0::/10', 'private'],
  ['64:ff9b:1::/48', 'private'],
  ['100.64.0.0/10', 'cgnat'],
  ['fc00::/7', 'unique_local'],
  ['192.0.0.0/24', 'reserved'],
  ['192.88.99.0/24', 'reserved'],
  ['198.18.0.0/15', 'reserved'],
  ['240.0.0.0/4', 'reserved'],
  ['100::/64', 'reserved'],
  ['2001:10::/28', 'reserved'],
  ['2001:20::/28', 'reserved'],
  ['192.0.2.0/24', 'documentation'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['2001:db8::/32', 'documentation'],
  ['3fff::/20', 'documentation'],
  // Everything public lies in these; what is left over is not assigned.
  ['64:ff9b::/96', 'public'],
  ['2000::/3', 'public'],
];

/** Names under which metadata services answer, whatever a resolver says. */
export const METADATA_NAMES: ReadonlySet<string> = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'instance-data',
  'instance-data.ec2.internal',
]);
