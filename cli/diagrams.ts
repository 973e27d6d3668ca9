import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

import { readOptions } from './command-options.ts';
import { processes } from './diagrams/process.ts';
import { processReadme } from './diagrams/process-readme.ts';
import { exampleDeploymentFile } from './example-deployment.ts';
import { runCommandLine } from './run-command-line.ts';

const usage = `
npm run diagrams -- [--check]

Writes the diagram of each process, and the table of its timers, into workflows/*/README.md, from its definition.

  --check   writes nothing; fails when a README is not what its definition says
`;

await runCommandLine(async () => {
  const values = readOptions({ check: { type: 'boolean', default: false } }, usage);
  if (values === undefined) return;
  const { deployment } = exampleDeploymentFile();
  const readmes = await Promise.all(processes.map((each) => processReadme(each, deployment)));
  for (const { path, wanted } of readmes.filter(({ present, wanted: now }) => now !== present)) {
    if (values.check) {
      process.stderr.write(`${relative('.', path)} is not what its definition says: npm run diagrams\n`);
      process.exitCode = 1;
    } else writeFileSync(path, wanted);
  }
});
