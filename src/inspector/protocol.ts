import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.js';

/**
 * The commands that leakgate sends. Runtime.enable is left out on purpose: while it is on, the inspector keeps every
 * object that the service logs, so that a clean service that logs one object per request seems to leak.
 * NodeRuntime and NodeWorker are Node's own domains (src/inspector/node_protocol.pdl in nodejs/node) and not part of DevTools' types.
 */
export type SentCommand =
  | 'Runtime.evaluate'
  | 'Runtime.callFunctionOn'
  | 'Runtime.getProperties'
  | 'Runtime.queryObjects'
  | 'Runtime.releaseObject'
  | 'Runtime.releaseObjectGroup'
  | 'Runtime.runIfWaitingForDebugger'
  | 'Runtime.discardConsoleEntries'
  | `HeapProfiler.${string}`
  | `Debugger.${string}`
  | `Profiler.${string}`;

type AllCommands = ProtocolMapping.Commands;
type AllEvents = ProtocolMapping.Events;

export interface NodeCommands {
  'NodeRuntime.notifyWhenWaitingForDisconnect': { paramsType: [{ enabled: boolean }]; returnType: undefined };
  'NodeWorker.enable': { paramsType: [{ waitForDebuggerOnStart: boolean }]; returnType: undefined };
  'NodeWorker.sendMessageToWorker': { paramsType: [{ sessionId: string; message: string }]; returnType: undefined };
  'NodeWorker.detach': { paramsType: [{ sessionId: string }]; returnType: undefined };
}

interface NodeEvents {
  'NodeRuntime.waitingForDisconnect': undefined;
  'NodeWorker.attachedToWorker': { sessionId: string; workerInfo: { workerId: string; url: string } };
  'NodeWorker.detachedFromWorker': { sessionId: string };
  'NodeWorker.receivedMessageFromWorker': { sessionId: string; message: string };
}

export type CommandName = Extract<keyof AllCommands, SentCommand> | keyof NodeCommands;
export type CommandParams<Name extends CommandName> = Name extends keyof NodeCommands
  ? NodeCommands[Name]['paramsType'][0]
  : Name extends keyof AllCommands
    ? AllCommands[Name]['paramsType'][0]
    : never;
export type CommandResult<Name extends CommandName> = Name extends keyof NodeCommands
  ? NodeCommands[Name]['returnType']
  : Name extends keyof AllCommands
    ? AllCommands[Name]['returnType']
    : never;

export type EventName = keyof AllEvents | keyof NodeEvents;
export type EventParams<Name extends EventName> = Name extends keyof NodeEvents
  ? NodeEvents[Name]
  : Name extends keyof AllEvents
    ? AllEvents[Name][0]
    : never;

/**
 * A protocol description without domains: commands and events are addressed by name, so none is needed, and neither
 * chrome-remote-interface's 1.2 MB protocol.json nor a download from the service has to be read.
 */
export const emptyProtocol = { version: { major: '1', minor: '3' }, domains: [] };
