/** Where in a data directory the process of the local database is written down. */
export const databaseRecord = ['dynamodb', 'process.json'] as const;
