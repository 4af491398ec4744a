import type { AllocationNode } from '../../src/growth/allocation-tree.ts';
import type { Finding, SourcePosition } from '../../src/growth/finding.ts';
import type { AllocationFrame } from '../../src/growth/readable-allocations.ts';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { titleOf } from '../../src/report/title.ts';

/** The report with `name` wherever a string comes from the service, the heap, the repository or the user. */
export function withName(report: LeakReport, name: string): LeakReport {
  const renamed: LeakReport = {
    ...report,
    leakgateVersion: name,
    verdict: { ...report.verdict, because: [name, name], nextStep: name },
    checks: report.checks.map((check) => ({
      ...check,
      metric: name,
      // A check on a finding stays one, or the report would mean something else.
      subject: report.findings.some((finding) => finding.signature === check.subject) ? check.subject + name : name,
      message: name,
    })),
    findings: report.findings.map((finding) => findingWithName(finding, name)),
    cell: { ...report.cell, name },
    comparison: report.comparison && {
      ...report.comparison,
      changes: report.comparison.changes.map((change) => ({
        ...change,
        signature: change.signature + name,
        owner: name,
        ownerName: name,
        place: placeWithName(change.place, name),
        because: name,
      })),
      note: name,
    },
    accepted: report.accepted.map((entry) => ({
      ...entry,
      signature: entry.signature + name,
      owner: name,
      reason: name,
    })),
    rounds: report.rounds.map((round) => ({ ...round, snapshotFile: name })),
    service: {
      ...report.service,
      command: name,
      url: name,
      nodeVersion: name,
      v8Version: name,
      outputTail: `started\n${name}`,
    },
    load: {
      ...report.load,
      perRequest: report.load.perRequest.map((row) => ({ ...row, name })),
      firstFailure: { request: name, reason: name, after: 3 },
    },
    allocations: report.allocations && {
      ...report.allocations,
      root: allocationsWithName(report.allocations.root, name),
    },
    classGrowth: report.classGrowth.map((row) => ({ ...row, name })),
    reproduce: `npx leakgate run ${name}`,
    notes: [name],
  };
  return { ...renamed, title: titleOf(renamed) };
}

function findingWithName(finding: Finding, name: string): Finding {
  return {
    ...finding,
    signature: finding.signature + name,
    owner: name,
    ownerName: finding.ownerName === null ? null : name,
    content: name,
    request: name,
    because: name,
    place: placeWithName(finding.place, name),
    growthSite: placeWithName(finding.growthSite, name),
    growthStatement: name,
    growthOtherSites: [
      { position: { file: name, line: 5, column: 1, inRepository: true }, statement: name, share: 0.25 },
    ],
    growthRemoval: {
      position: { file: name, line: 3, column: 1, inRepository: true },
      statement: name,
      calls: 12,
      isBesideGrowth: true,
    },
    growthPackage: { name, version: name },
    retainers: { independent: 3, freedBytesEach: 0, others: [name, name] },
    growthStack: finding.growthStack.map((frame) => ({
      functionName: name,
      position: placeWithName(frame.position, name),
    })),
    retainerPath: finding.retainerPath.map((step) => ({
      ...step,
      reference: name,
      name,
      position: placeWithName(step.position, name),
    })),
  };
}

function allocationsWithName(node: AllocationNode<AllocationFrame>, name: string): AllocationNode<AllocationFrame> {
  return {
    ...node,
    frame: { ...node.frame, functionName: name, file: name },
    children: node.children.map((child) => allocationsWithName(child, name)),
  };
}

function placeWithName(place: SourcePosition | null, name: string): SourcePosition | null {
  return place === null ? null : { ...place, file: name };
}
