// SPDX-License-Identifier: Apache-2.0

/**
 * Zones in which the provider draws the names of its customers' resources at random, and answers for the zone itself: a
 * name there cannot be chosen to carry something, and a question for one that does not exist reaches only the provider.
 */
export const ASSIGNED_ZONES: readonly string[] = [
  '*.cloudfront.net',
  '*.amazonaws.com',
  '*.amazonaws.com.cn',
  '*.awsapprunner.com',
  '*.on.aws',
  '*.run.app',
  '*.cloudfunctions.net',
  '*.found.io',
  '*.elastic-cloud.com',
  '*.azurecontainerapps.io',
  '*.azurestaticapps.net',
  '*.azuredatabricks.net',
  '*.cloud.databricks.com',
  '*.snowflakecomputing.com',
  '*.proxy.runpod.net',
  '*.modal.run',
  '*.mongodb.net',
  '*.cloudapp.net',
];
