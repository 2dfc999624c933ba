// SPDX-License-Identifier: Apache-2.0

/** Length of an account number, and the countries that use it. */
const ROWS: readonly (readonly [length: number, countries: string])[] = [
  [15, 'NO'],
  [16, 'BE'],
  [18, 'DK FI FK FO GL NL SD'],
  [19, 'MK SI'],
  [20, 'AT BA EE KZ LT LU MN XK'],
  [21, 'CH CR HR LI LV'],
  [22, 'BG BH DE GB GE IE ME RS VA'],
  [23, 'AE GI IL IQ OM SO TL'],
  [24, 'AD CZ ES MD PK RO SA SE SK TN VG'],
  [25, 'LY PT ST'],
  [26, 'IS TR'],
  [27, 'BI DJ FR GR IT MC MR SM'],
  [28, 'AL AZ BY CY DO GT HU LB NI PL SN SV'],
  [29, 'BR EG PS QA UA'],
  [30, 'JO KW MU YE'],
  [31, 'MT SC'],
  [32, 'LC'],
  [33, 'RU'],
];

/** Exact length of an IBAN by country code. */
export const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  ROWS.flatMap(([length, countries]) => countries.split(' ').map((country) => [country, length] as const)),
);
