import type { ProcessTimer } from '#workflows/process-timer.ts';

import { durationInWords } from './duration-in-words.ts';
import type { Process } from './process.ts';
import { processGraph } from './process-graph.ts';
import { settingAt } from './setting-at.ts';
import { stateDiagram } from './state-diagram.ts';
import { timerTable } from './timer-table.ts';

const START =
  '<!-- Written by `npm run diagrams` from definition.ts: what is changed here by hand is lost. -->';
const END = '<!-- End of what `npm run diagrams` writes. -->';
const LEGEND = `Numbers are the order in which conditions are asked. A timer is shown with its length in \`config/example.deployment.json\`: when it
has run out, the process looks, and the state at the arrow is due if nothing else has happened.`;

/**
 * The README of a process with its diagram and timers as the definition has them now.
 * @param configuration the deployment file whose lengths of time are shown as an example
 * @throws Error when the README has no place for them, or a timer names a setting that does not exist
 */
export function withDiagram(readme: string, process: Process, configuration: unknown): string {
  const [before, rest] = split(readme, START, process.folder);
  const [, after] = split(rest, END, process.folder);
  return `${before}${START}\n\n${section(process, configuration)}\n\n${END}${after}`;
}

function section({ definition, timers }: Process, configuration: unknown): string {
  const lengthOf = ({ setting }: ProcessTimer) =>
    setting === undefined ? '' : durationInWords(settingAt(configuration, setting));
  return [
    `\`\`\`mermaid\n${stateDiagram(processGraph(definition), timers, lengthOf)}\n\`\`\``,
    LEGEND,
    timerTable(timers, lengthOf),
  ].join('\n\n');
}

function split(text: string, marker: string, folder: string): [string, string] {
  const at = text.indexOf(marker);
  if (at === -1) throw new Error(`workflows/${folder}/README.md has no line "${marker}".`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}
