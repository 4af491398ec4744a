import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

export function toHtml(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
}

/** Every tag but `code`, which is where names stand; texts cannot hold a `<` in the parser's output. */
export function tagsOf(html: string): string[] {
  return (html.match(/<[^>]*>/gu) ?? []).filter((tag) => !/^<\/?code/u.test(tag));
}

/** What GitHub's filters look at: all text that is not code. */
export function proseOf(html: string): string {
  return html
    .replace(/<(pre|code)\b[^>]*>.*?<\/\1>/gsu, '¤')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&(lt|gt|amp|quot);/gu, '·');
}

export const ACTS_ON_GITHUB = /@[\w-]|#\d|\bgh-\d|:\/\/|www\.|mailto:|[\w.]@\w|:[\w+-]+:(?!\s)|\$|\b[0-9a-f]{40}\b/iu;
export const ACTS_UNSEEN =
  /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u200b-\u200f\u2060\ufeff\u{e0000}-\u{e0fff}]/u;
export const WORKFLOW_COMMAND = /^\s*::|##\[/mu;

export function mermaidOf(markdown: string): string[] {
  return markdown.match(/```mermaid\n[^`]*```/gu) ?? [];
}

/** What a name made happen in a text that the same text with a harmless name does not do; [] when nothing. */
export function actsInMarkdown(text: string, harmless: string): string[] {
  const [html, expected] = [toHtml(text), toHtml(harmless)];
  return [
    ...(tagsOf(html).join('') === tagsOf(expected).join('') ? [] : ['it changed the tags']),
    ...(ACTS_ON_GITHUB.test(proseOf(html)) ? [`${ACTS_ON_GITHUB.exec(proseOf(html))![0]} acts in prose`] : []),
    ...(ACTS_UNSEEN.test(text) ? ['it holds a sign that does not show'] : []),
    ...(WORKFLOW_COMMAND.test(text) ? ['it holds a workflow command'] : []),
    ...(mermaidOf(text).join('') === mermaidOf(harmless).join('') ? [] : ['it changed a chart']),
  ];
}
