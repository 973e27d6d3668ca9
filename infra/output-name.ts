/** Name of a stack's output about one of several: `outputName('Topic', 'north-bank')` is `TopicNorthBank`. */
export function outputName(what: string, id: string): string {
  const words = id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return what + words.join('');
}
