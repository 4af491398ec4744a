export let transcript = '';

export function note({ method, url }) {
  transcript += `${method} ${url} ${Date.now()}\n`;
}
