import { type AllocationNode, type AllocationProfile, totalBytes } from '../../growth/allocation-tree.ts';
import type { AllocationFrame } from '../../growth/readable-allocations.ts';
import { clip, visible } from '../escape.ts';
import { formatBytes, formatCount } from '../format.ts';
import { FLAME_SCRIPT, FLAME_STYLE } from './flame-graph-page.ts';

export interface FlameGraphText {
  /** The report's title. */
  readonly title: string;
  readonly leakgateVersion: string;
}

/** Narrower bars cannot be seen or hit; zooming shows them. */
const LEAST_WIDTH = 0.0004;
const DEEPEST = 200;

interface Bar {
  readonly node: AllocationNode<AllocationFrame>;
  readonly bytes: number;
  /** Shares of the whole width. */
  readonly left: number;
  readonly width: number;
  readonly depth: number;
}

/**
 * The growth as one page without anything from elsewhere: callers above, what they called below, as wide as the bytes that
 * stayed. It can be read without its script, which adds zooming and searching.
 */
export function renderFlameGraph(
  { requests, root }: AllocationProfile<AllocationFrame>,
  { title, leakgateVersion }: FlameGraphText,
): string {
  const bytes = totalBytes(root);
  const bars = bytes === 0 ? [] : barsOf(root, bytes);
  const rows = Math.max(0, ...bars.map((bar) => bar.depth)) + 1;
  const each = bytes / Math.max(1, requests);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Where the growth was allocated</title>
<style>${FLAME_STYLE}</style>
</head>
<body>
<header>
<h1>Where the growth was allocated</h1>
<p>${escapeHtml(visible(title))}</p>
<p>${formatBytes(bytes)} stayed after ${formatCount(requests)} requests and a collection, ${formatBytes(each)} per request, by V8's samples. A bar is a function, as wide as what it and the functions below it left behind.</p>
<p class="legend"><span class="repository">your code</span><span class="package">packages</span><span class="node">Node</span><span class="engine">V8 and native</span></p>
<form><label>Search <input type="search" autocomplete="off" spellcheck="false" placeholder="function or file"></label> <output></output> <button type="reset">Show all</button></form>
</header>
<main style="height:${rows * 20 + 4}px">
${bars.map((bar, index) => barHtml(bar, index, bytes, requests)).join('\n')}
</main>
<footer>leakgate ${escapeHtml(leakgateVersion)}. The same data: allocations.speedscope.json (speedscope.app), allocations.heapprofile (Chrome DevTools, Memory), allocations.pb.gz (pprof).</footer>
<script>${FLAME_SCRIPT}</script>
</body>
</html>
`;
}

/** Parents before children, from left to right by size. */
function barsOf(root: AllocationNode<AllocationFrame>, whole: number): Bar[] {
  const bars: Bar[] = [];
  const visit = (node: AllocationNode<AllocationFrame>, left: number, depth: number): void => {
    const bytes = totalBytes(node);
    const width = bytes / whole;
    if (width < LEAST_WIDTH || depth > DEEPEST) return;
    bars.push({ node, bytes, left, width, depth });
    let next = left;
    for (const child of node.children.toSorted((a, b) => totalBytes(b) - totalBytes(a))) {
      visit(child, next, depth + 1);
      next += totalBytes(child) / whole;
    }
  };
  visit(root, 0, 0);
  return bars;
}

function barHtml({ node, bytes, left, width, depth }: Bar, index: number, whole: number, requests: number): string {
  const { functionName, file, line, origin } = node.frame;
  const name = index === 0 ? 'all that stayed' : clip(visible(functionName), 120);
  const place = file === '' ? '' : ` ${clip(visible(file), 200)}:${line}`;
  const share = `${((100 * bytes) / whole).toFixed(1)} %`;
  const tip = `${name}${place}\n${formatBytes(bytes)} (${share}), ${formatBytes(bytes / Math.max(1, requests))} per request; itself ${formatBytes(node.bytes)}`;
  const box = `left:${percent(left)};width:${percent(width)};top:${depth * 20}px`;
  return `<button type="button" class="${index === 0 ? 'engine' : origin}" style="${box}" data-l="${left.toFixed(6)}" data-w="${width.toFixed(6)}" data-d="${depth}" title="${escapeHtml(tip)}">${escapeHtml(name)}<i>${escapeHtml(place)}</i></button>`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(4)}%`;
}

/** For text and quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
