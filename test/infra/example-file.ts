import { fileURLToPath } from 'node:url';

/** The deployment file that the repository comes with. */
export const exampleFile = fileURLToPath(import.meta.resolve('#config/example.deployment.json'));
