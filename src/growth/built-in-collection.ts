/** Whether a container's class is JavaScript's own Map, Set, their weak forms or Array, or Node's safe copy of one. */
export function isBuiltInCollection(containerKind: string): boolean {
  return /^(?:(?:Safe)?(?:Weak)?(?:Map|Set)|Array)$/.test(containerKind);
}
