import { describe, expect, it } from 'vitest';
import { isResource, linkOf, resourceNames, slotOf } from '../../src/diagnosis/site-target.ts';
import type { GrowthDescription } from '../../src/growth/describe-growth.ts';

const description = (changes: Partial<GrowthDescription>): GrowthDescription => ({
  key: 'a path',
  containerKind: 'Map',
  containerName: null,
  scope: null,
  scopeFunctionId: null,
  containerId: 3,
  otherContainerIds: [],
  holderFunctionIds: [],
  otherEntranceIds: [],
  linkNames: [],
  containers: 1,
  membersPerEntry: 1,
  declarerIds: [],
  content: 'Object',
  contentLocation: null,
  memberIds: [],
  newObjects: 1,
  exclusiveBytes: 0,
  steps: [],
  contentLabels: [],
  contents: null,
  retainers: null,
  ...changes,
});
const step = (reference: string, suspect: boolean, name = 'Object') => ({
  reference,
  name,
  nodeId: 1,
  location: null,
  suspect,
});

describe('the slot of a container', () => {
  it('is the property that everything new hangs from', () => {
    const steps = [step('variable queue', false), step('.head', true), step('.next', true)];
    expect(slotOf(description({ containerKind: 'Queue', steps }))).toBe('head');
  });

  it('is none in a collection, an emitter or a dictionary', () => {
    expect(slotOf(description({ containerKind: 'Map', steps: [step('.table', true)] }))).toBeNull();
    expect(slotOf(description({ containerKind: 'listeners of Socket', steps: [step('._events', true)] }))).toBeNull();
    expect(slotOf(description({ containerKind: 'Object', steps: [step('[key]', true)] }))).toBeNull();
  });
});

describe('the link of a list', () => {
  it('is the property by which its nodes hold one another', () => {
    const steps = [step('variable queue', false), step('.head', true), step('.next', true), step('.next', true)];
    expect(linkOf(description({ containerKind: 'Queue', steps }))).toBe('next');
  });

  it('is none where no node holds another', () => {
    expect(linkOf(description({ steps: [step('.a', true), step('.b', true)] }))).toBeNull();
    expect(linkOf(description({ steps: [step('[i]', true), step('[i]', true)] }))).toBeNull();
    expect(linkOf(description({ steps: [] }))).toBeNull();
  });
});

describe('a resource of Node', () => {
  it.each([
    ['TCPWRAP TCP', 'TCPSocketWrap'],
    ['TCPWRAP TCP', 'Node / TCPSocketWrap'],
    ['Timeout Timeout', 'Timeout'],
    ['WORKER Worker', 'Node / Worker'],
    ['ZLIB Zlib', 'Node / ZlibStream'],
    ['FSEVENTWRAP FSEvent', 'Node / FSEventWrap'],
    ['DNSCHANNEL ChannelWrap', 'Channel'],
  ])('announced as %s is known as %s', (kind, name) => {
    expect(isResource(kind, [name])).toBe(true);
  });

  it('is not taken for another, nor for any object', () => {
    expect(isResource('TCPWRAP TCP', ['UDPWrap', 'Timeout'])).toBe(false);
    expect(isResource('Timeout Object', ['Object'])).toBe(false);
  });

  it('is looked for under every name that grows with it', () => {
    const target = {
      key: 'k',
      kind: 'container',
      description: description({
        content: 'worker thread',
        steps: [step('', false, '(root)'), step('[i]', true, 'Node / Worker')],
      }),
    } as const;
    expect(resourceNames(target)).toContain('Node / Worker');
    expect(resourceNames(target)).not.toContain('(root)');
  });
});
