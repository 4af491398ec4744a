import { isBuiltInCollection } from '../growth/built-in-collection.ts';
import type { GrowthDescription, PathStep } from '../growth/describe-growth.ts';

/** What a growth site is looked for: a growing container, a kind of resource (a class or type, any), or descriptors. */
export type SiteTarget =
  | { readonly key: string; readonly kind: 'container'; readonly description: GrowthDescription }
  | { readonly key: string; readonly kind: 'resource'; readonly resource: string }
  | { readonly key: string; readonly kind: 'descriptors' };

/** How the container itself is held. */
export function containerStep({ steps, containerId }: GrowthDescription): PathStep | null {
  return steps.findLast((step) => step.nodeId === containerId) ?? null;
}

/** The property of the container through which everything new hangs, when it exists already (a list's head). */
export function slotOf(description: GrowthDescription): string | null {
  const { containerKind } = description;
  if (isBuiltInCollection(containerKind) || containerKind.startsWith('listeners ')) return null;
  const reference = description.steps.find((step) => step.suspect)?.reference ?? '';
  return /^\.[\w$]+$/.test(reference) ? reference.slice(1) : null;
}

/** The property by which the growing objects hold one another, where they are a list; null elsewhere. */
export function linkOf({ steps }: GrowthDescription): string | null {
  const [before, last] = steps.slice(-2).map(({ reference }) => reference);
  return last !== undefined && last === before && /^\.[\w$]+$/.test(last) ? last.slice(1) : null;
}

/** Classes and types by which a resource among the growing objects may be known. */
export function resourceNames(target: SiteTarget): string[] {
  if (target.kind === 'resource') return [target.resource];
  if (target.kind === 'descriptors')
    return ['TCP', 'Pipe', 'Process', 'FSEvent', 'UDP', 'Channel', 'Worker', 'MessagePort'];
  const { content, contentLabels, containerKind, steps } = target.description;
  if (containerKind === 'store of Blob URLs') return ['Blob'];
  return [content, containerKind, ...contentLabels, ...steps.filter((step) => step.suspect).map((step) => step.name)];
}

/**
 * Whether async_hooks may know the target. They are not asked without need: on Node 20 a hook marks every promise that is
 * made meanwhile with ids of its own, which stay.
 */
export function mayBeResource(target: SiteTarget): boolean {
  if (target.kind !== 'container') return true;
  const { content, containerKind, contentLabels, steps } = target.description;
  return (
    content === 'Timeout' ||
    containerKind === 'native reference' ||
    [containerKind, ...contentLabels, ...steps.map(({ name }) => name)].some((name) => name.startsWith('Node / '))
  );
}

/** Whether a resource announced by async_hooks (`TCPWRAP TCP`, `Timeout Timeout`) is one of these. */
export function isResource(kind: string, names: readonly string[]): boolean {
  const [type = '', className = ''] = kind.split(' ');
  const known = new Set([plain(type), plain(className)].filter((name) => name !== '' && name !== 'object'));
  return names.some((name) => known.has(plain(name)));
}

/** `TCPSocketWrap`, `TCPWRAP` and `TCP` are one. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/^node \/ |(socket|server|stream)?(wrap|handle)$|stream$|\(\)$/g, '');
}
